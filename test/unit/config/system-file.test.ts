import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { defaultOciFields } from '../../../src/oci/fields.ts';
import { systemFingerprint } from '../../../src/punchout/system-fingerprint.ts';
import { readSystemFile } from '../../../src/read-system-file.ts';
import { createVault } from '../../../src/store/vault.ts';
import { applySystemFile } from '../../../src/system-file.ts';
import { MemorySystems } from '../punchout/memory-systems.ts';
import { FixedSurroundings } from '../punchout/return-protocols.ts';
import { cxml, faultsOf, jaeger, oci, readFile } from './sample-system-file.ts';

async function apply(file: object, systems = new MemorySystems()) {
  const vault = createVault(Buffer.alloc(32, 9));
  const stored = await applySystemFile(readFile(file), {
    systems,
    vault,
    surroundings: new FixedSurroundings(),
  });
  return { stored, systems, vault };
}

describe('a System that an operator writes', () => {
  it.each([oci, cxml])('a short file of $protocol is enough', (file) => {
    expect(faultsOf(file)).toEqual([]);
  });

  it('the name stands for a title that is not given', async () => {
    expect((await apply(oci)).stored.system.title).toBe('buyer-oci');
    expect((await apply({ ...oci, title: 'Buyer AG' })).stored.system.title).toBe('Buyer AG');
  });

  it('a field may be one data field, a list of them, or a rule', async () => {
    const item = {
      A: 'product.name',
      B: ['product.ean', 'product.number'],
      C: { from: ['item.unit'], fixed: 'x', length: 3 },
    };
    const { fields } = (await apply({ ...oci, fields: { item } })).stored.system;
    expect(fields.item).toEqual({
      A: { from: ['product.name'] },
      B: { from: ['product.ean', 'product.number'] },
      C: { from: ['item.unit'], fixed: 'x', length: 3 },
    });
  });

  it('sets of fields that it does not have are those of the protocol', async () => {
    const { fields } = (await apply({ ...oci, fields: { item: { A: 'product.name' } } })).stored.system;
    expect(fields.shipping).toEqual((await apply(oci)).stored.system.fields.shipping);
    expect(Object.keys((await apply(oci)).stored.system.fields.item)).toEqual(
      Object.keys(defaultOciFields.item),
    );
  });
});

describe('what is stored', () => {
  it('secrets are kept as hashes only', async () => {
    const token = 'a-token-of-16-characters';
    const { stored, vault } = await apply({ ...oci, customers: [{ ...jaeger, token }] });
    expect(JSON.stringify(stored)).not.toMatch(/geheim|a-token/);
    expect(stored.system.customers).toMatchObject([
      { passwordHash: vault.hash('geheim'), tokenHash: vault.hash(token) },
    ]);
  });

  it('one SharedSecret, or two while one is being replaced', async () => {
    const { stored, vault } = await apply({ ...cxml, sharedSecret: ['old', 'new'] });
    expect(stored.system).toMatchObject({ sharedSecretHashes: [vault.hash('old'), vault.hash('new')] });
    expect((await apply(cxml)).stored.system).toMatchObject({ sharedSecretHashes: [vault.hash('geheim')] });
  });

  it('a second file of the same name is a new revision of the same System', async () => {
    const { stored: first, systems } = await apply(oci);
    const { stored: second } = await apply({ ...oci, title: 'New' }, systems);
    expect(second).toMatchObject({ revision: 2, system: { id: first.system.id, title: 'New' } });
  });

  it('the fingerprint belongs to the configuration', async () => {
    const { stored } = await apply(oci);
    expect(stored.fingerprint).toBe(systemFingerprint(stored.system));
  });

  it('the System is found by what its buyers log in with', async () => {
    expect(await (await apply(oci)).systems.byLoginKeys('oci', ['user:jaeger'])).toHaveLength(1);
    expect(
      await (await apply(cxml)).systems.byLoginKeys('cxml', ['sender:["networkid","an01"]']),
    ).toHaveLength(1);
  });
});

describe('the example Systems of the repository', () => {
  const examples = join(import.meta.dirname, '../../../config/systems');
  const environment = new Proxy<Record<string, string>>({}, { get: () => 'x'.repeat(32) });

  it.each(readdirSync(examples))('%s has no fault', async (name) => {
    expect(name).toContain((await readSystemFile(join(examples, name), environment)).protocol);
  });
});
