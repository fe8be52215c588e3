import type { Adapters } from '../../adapters.ts';
import type { DocumentKeeper } from '../../license/document-keeper.ts';
import { recordsOfDocument } from '../../license/license-document.ts';
import { isLicenseKey, parseLicenseKey } from '../../license/license-key.ts';
import { mergedRecords } from '../../license/merged-records.ts';
import type { LicenseRecords, SystemLicense } from '../../punchout/license.ts';
import { LicenseError } from '../../punchout/license-error.ts';
import type { KeyedLicense, LicenseFilter } from '../../punchout/license-store.ts';

export interface LicensePage {
  licenses: KeyedLicense[];
  /** Id after which the next page begins; undefined on the last one. */
  next: string | undefined;
}

/** A page of the licenses that count here: those of the own record, unless a server issues them, and of documents. */
export async function findLicenses(filter: LicenseFilter, adapters: Adapters): Promise<LicensePage> {
  const own = adapters.refresher
    ? []
    : keyedLicenses(await adapters.licenses.find({ ...filter, limit: filter.limit + 1 }));
  const known = await adapters.keeper.known();
  const documents = keyedLicenses(known).filter((keyed) => fits(keyed, filter, known.systemLicenses));
  // The vendor's own record goes before a document that was made of it.
  const all = new Map([...documents, ...own].map((keyed) => [keyed.license.id, keyed]));
  const sorted = [...all.values()].toSorted((one, other) => (one.license.id < other.license.id ? -1 : 1));
  const licenses = sorted.slice(0, filter.limit);
  return { licenses, next: sorted.length > licenses.length ? licenses.at(-1)?.license.id : undefined };
}

/**
 * The license that the operator names by its key or its id.
 * @throws LicenseError `key_mistyped`, `key_unknown`, `license_unknown`, `license_ambiguous`
 */
export async function findLicense(name: string, adapters: Adapters): Promise<KeyedLicense> {
  const own = await ownLicense(name, adapters);
  if (own) return own;
  const imported = await importedLicense(name, adapters);
  if (imported) return imported;
  throw isLicenseKey(name)
    ? new LicenseError('key_unknown', `no license has the key that ends in …${parseLicenseKey(name).hint}`)
    : new LicenseError('license_unknown', `there is no license "${name.slice(0, 60)}"`);
}

/**
 * A license that was imported is changed where it was exported; one that nobody knows is left to the change.
 * @throws LicenseError `issued_elsewhere`, `key_mistyped`, `license_ambiguous`
 */
export async function assertNotImported(name: string, adapters: Adapters): Promise<void> {
  if (adapters.refresher || (await ownLicense(name, adapters))) return;
  const imported = await importedLicense(name, adapters);
  if (imported)
    throw new LicenseError('issued_elsewhere', `${imported.license.id} comes from a file that was imported`);
}

/** The own record counts for nothing where a server issues the licenses. */
async function ownLicense(
  name: string,
  { licenses, refresher }: Adapters,
): Promise<KeyedLicense | undefined> {
  if (refresher) return undefined;
  if (isLicenseKey(name)) return await licenses.byKeyHash(parseLicenseKey(name).hash);
  return keyedLicenses(await licenses.byIds([name]))[0];
}

async function importedLicense(name: string, adapters: Adapters): Promise<KeyedLicense | undefined> {
  const key = isLicenseKey(name) ? parseLicenseKey(name) : undefined;
  // Documents hold no keys, only what keys end in.
  const isNamed = ({ kind, license }: KeyedLicense) =>
    key ? license.keyHint === key.hint && kind === kindOf(key) : license.id === name;
  const [found, another] = keyedLicenses(await documentRecords(adapters)).filter(isNamed);
  if (found && another)
    throw new LicenseError('license_ambiguous', `${found.license.id}, ${another.license.id}`);
  return found;
}

function kindOf({ kind }: { kind: 'PGS' | 'PGC' }): KeyedLicense['kind'] {
  return kind === 'PGS' ? 'system' : 'customer';
}

/** Records of all documents, also of those that have run out. */
export async function documentRecords({ keeper }: { keeper: DocumentKeeper }): Promise<LicenseRecords> {
  return mergedRecords((await keeper.all()).map(({ content }) => recordsOfDocument(content)));
}

function keyedLicenses({ systemLicenses, customerLicenses }: LicenseRecords): KeyedLicense[] {
  return [
    ...systemLicenses.map((license) => ({ kind: 'system', license }) as const),
    ...customerLicenses.map((license) => ({ kind: 'customer', license }) as const),
  ];
}

/** The same as the store does in SQL. */
function fits(
  { kind, license }: KeyedLicense,
  { limit: _, after, ...conditions }: LicenseFilter,
  systemLicenses: readonly SystemLicense[],
): boolean {
  if (after !== undefined && license.id <= after) return false;
  const system = kind === 'customer' && systemLicenses.find(({ id }) => id === license.systemLicenseId);
  const ofSystem = system && conditions.systemId !== undefined ? boundTo(system) : {};
  const fields: Partial<Record<string, unknown>> = { kind, ...ofSystem, ...license };
  return Object.entries(conditions).every(([name, value]) => value === undefined || fields[name] === value);
}

function boundTo({ systemId, website, fingerprint }: SystemLicense) {
  return { systemId, website, fingerprint };
}
