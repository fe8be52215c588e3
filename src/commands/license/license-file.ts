import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { LicenseError } from '../../punchout/license-error.ts';
import type { PublishedKey } from '../../punchout/signed-licenses.ts';

/** What `license export` writes: a signed document, and the keys to verify it with. */
export interface LicenseFile {
  document: string;
  keys: PublishedKey[];
}

const keySchema = z
  .object({ id: z.string(), publicKey: z.string(), endorsement: z.string().optional() })
  .transform(({ id, publicKey, endorsement }) => ({ id, publicKey, endorsement }));
const fileSchema = z.object({ document: z.string().min(1), keys: z.array(keySchema) });

/** @throws LicenseError `document_invalid` */
export async function readLicenseFile(path: string): Promise<LicenseFile> {
  const text = await readFile(path, 'utf8');
  try {
    return fileSchema.parse(JSON.parse(text));
  } catch (cause) {
    throw new LicenseError('document_invalid', `${path} is not as punchgate license export writes it`, {
      cause,
    });
  }
}
