import { Command } from 'commander';
import type { Adapters } from '../../adapters.ts';
import { isRunning } from '../../license/find-license.ts';
import { type LicenseDocument, verifyDocument } from '../../license/license-document.ts';
import { believableKeys, type SigningKeyPorts } from '../../license/signing-keys.ts';
import { LicenseError } from '../../punchout/license-error.ts';
import type { PublishedKey } from '../../punchout/signed-licenses.ts';
import { type CommandContext, configOf, printRecord, withAdapters } from '../command-context.ts';
import { documentRecord } from './document-record.ts';
import { type LicenseFile, readLicenseFile } from './license-file.ts';

export function verifyCommand(context: CommandContext): Command {
  return new Command('verify')
    .description('who has signed a license file, what it holds, and whether it counts here today')
    .argument('<file>')
    .option('--json', 'as JSON')
    .action((path: string, options: { json?: boolean }) =>
      withAdapters(context, async (adapters) => {
        const { server } = (await configOf(context)).license;
        const file = await readLicenseFile(path);
        const { document, signedBy, believed } = await verify(file, server?.key, adapters);
        const problem = believed ? await problemOf(document, adapters) : untrusted(signedBy);
        const counts = problem === undefined;
        const record = { ...documentRecord(document), signature: 'good', signedBy, believed, counts };
        printRecord(context, { ...record, problem: problem?.code }, options);
        if (problem) throw problem;
      }),
    );
}

interface Verified {
  document: LicenseDocument;
  signedBy: string;
  /** Whether this gateway believes the key, or has it to sign with. */
  believed: boolean;
}

async function verify(
  { document: jws, keys }: LicenseFile,
  pinned: string | undefined,
  adapters: Pick<Adapters, 'trustedKeys'> & SigningKeyPorts,
): Promise<Verified> {
  const known = [...(await adapters.trustedKeys.list()), ...(await adapters.signingKeys.list())];
  const believed = await believableKeys(keys, known, pinned === undefined ? [] : [pinned]);
  const genuine = await believableKeys(
    keys,
    [],
    keys.map(({ id }) => id),
  );
  const candidates = [...believed, ...genuine];
  const document = await verifyDocument(jws, candidates);
  const signedBy = await signerOf(jws, candidates);
  return { document, signedBy, believed: believed.some(({ id }) => id === signedBy) };
}

/** The one key that verifies the document alone. */
async function signerOf(jws: string, keys: readonly PublishedKey[]): Promise<string> {
  for (const key of keys) {
    const verified = await verifyDocument(jws, [key]).catch(() => undefined);
    if (verified) return key.id;
  }
  throw new LicenseError('document_untrusted', 'none of its keys has signed it');
}

function untrusted(signedBy: string): LicenseError {
  return new LicenseError(
    'document_untrusted',
    `it is signed with the key ${signedBy}, which is not believed`,
  );
}

async function problemOf(
  { issuedAt, notAfter, subscription }: LicenseDocument,
  { keeper, clock }: Adapters,
): Promise<LicenseError | undefined> {
  if (notAfter <= clock.now())
    return new LicenseError('document_expired', `it ran out at ${new Date(notAfter).toISOString()}`);
  const known = (await keeper.all()).find(({ content }) => content.subscription.id === subscription.id);
  if (known && known.content.issuedAt > issuedAt)
    return new LicenseError(
      'document_older',
      `a document of ${new Date(known.content.issuedAt).toISOString()} is known`,
    );
  if (isRunning(subscription, clock.now())) return undefined;
  return new LicenseError('subscription_over', `${subscription.id} is ${subscription.status}`);
}
