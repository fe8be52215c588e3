import { expect, it } from 'vitest';
import { sharedSecretContext } from '../../../src/cxml/authenticate.ts';
import type { CxmlSystem } from '../../../src/punchout/system.ts';
import { createVault } from '../../../src/store/vault.ts';
import { applySystemFile } from '../../../src/system-file.ts';
import { MemorySystems } from '../punchout/memory-systems.ts';
import { FixedSurroundings } from '../punchout/return-protocols.ts';
import { cxml, faultsOf, readFile } from './sample-system-file.ts';

const vault = createVault(Buffer.alloc(32, 9));
const login = { ...Object(Reflect.get(cxml, 'login')), credentialMac: true };

async function apply(file: object, systems = new MemorySystems()) {
  const ports = { systems, vault, surroundings: new FixedSurroundings() };
  const { system, revision } = await applySystemFile(readFile(file), ports);
  return { system: system as CxmlSystem, revision, systems };
}

function opened({ id, sharedSecretSealed }: CxmlSystem): string[] {
  return sharedSecretSealed.map((sealed) => vault.open(sealed, sharedSecretContext(id)));
}

it('a SharedSecret is kept sealed only where a CredentialMac is accepted', async () => {
  expect((await apply(cxml)).system.sharedSecretSealed).toEqual([]);
  const { system } = await apply({ ...cxml, login, sharedSecret: ['old', 'new'] });
  expect(opened(system)).toEqual(['old', 'new']);
  expect(JSON.stringify(system)).not.toMatch(/"old"|"new"/);
});

it('a System that nobody changed has no new sealed text', async () => {
  const first = await apply({ ...cxml, login, sharedSecret: ['old', 'new'] });
  const again = await apply({ ...cxml, login, sharedSecret: ['old', 'new'] }, first.systems);
  expect(again.system).toEqual(first.system);
  const replaced = await apply({ ...cxml, login, sharedSecret: ['new', 'newer'] }, first.systems);
  expect(opened(replaced.system)).toEqual(['new', 'newer']);
});

it('a CredentialMac needs the SharedSecret it is made with', () => {
  const { sharedSecret: _, ...without } = cxml as { sharedSecret?: unknown };
  expect(faultsOf({ ...without, login: { ...login, sharedSecret: false } }).join()).toContain(
    'login.credentialMac',
  );
});

it('buyers known by number need a number each, and no two the same', () => {
  const byNumber = { ...cxml, login: { ...login, customer: 'number' } };
  const customers = (...numbers: (string | undefined)[]) =>
    numbers.map((number, index) => ({ id: String(index + 1).repeat(32), ...(number ? { number } : {}) }));
  expect(faultsOf({ ...byNumber, customers: customers('K-1', 'K-2') })).toEqual([]);
  expect(faultsOf({ ...byNumber, customers: customers('K-1', 'k-1') }).join()).toContain('number is taken');
  expect(faultsOf({ ...byNumber, customers: customers('K-1', undefined) }).join()).toContain(
    'needs a number',
  );
});
