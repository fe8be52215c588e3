import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readFormFile } from '../../src/oci/read-form-file.ts';
import { requiredDataFolder } from './services/availability.ts';

export type Pair = readonly [name: string, value: string];

export function ociSample(name: string): string {
  return readFileSync(join(requiredDataFolder('ociCorpus'), name), 'utf8');
}

/** The parameters or fields of a sample, as our reader of forms understands it; remarks are no part of it. */
export function samplePairs(name: string): Pair[] {
  const text = ociSample(name).replaceAll(/(^|[ \t]+)#.*$/gm, '');
  return readFormFile(Buffer.from(text)).fields.map(({ name: field, value }) => [field, value] as const);
}
