import { expect, it } from 'vitest';
import { createSystemStore } from '../../src/store/system-store.ts';
import { onEveryDatabase } from './every-database.ts';
import { noon, sampleSystem } from './samples.ts';

onEveryDatabase('the System store', (current) => {
  const store = () => createSystemStore(current().database);
  const save = (system = sampleSystem(), fingerprint = 'v1:one', loginKeys = [`user:${system.name}`]) =>
    store().save(system, { fingerprint, loginKeys, at: noon });

  it('gives a System back as it was saved, by its name and by its revision', async () => {
    const system = sampleSystem();
    const saved = await save(system);
    expect(saved).toEqual({ system, revision: 1, fingerprint: 'v1:one' });
    expect(await store().byName(system.name)).toEqual(saved);
    expect(await store().byRevision(system.id, 1)).toEqual(saved);
  });

  it('knows nothing of names and revisions that were never saved', async () => {
    const { system } = await save();
    expect(await store().byName('nobody')).toBeUndefined();
    expect(await store().byName('no\0body')).toBeUndefined();
    expect(await store().byRevision(system.id, 2)).toBeUndefined();
  });

  it('makes no revision of a System that was saved unchanged, whatever the order of its properties', async () => {
    const system = sampleSystem();
    const saved = await save(system);
    const reordered = Object.fromEntries(Object.entries(system).reverse()) as typeof system;
    expect(await save(reordered)).toEqual(saved);
    expect(await store().byRevision(system.id, 2)).toBeUndefined();
  });

  it('makes a revision where only the fingerprint is another', async () => {
    const system = sampleSystem();
    await save(system);
    expect(await save(system, 'v2:one')).toMatchObject({ revision: 2, fingerprint: 'v2:one' });
  });

  it('keeps every earlier revision for the visits that began with it', async () => {
    const system = sampleSystem();
    await save(system);
    await save({ ...system, title: 'second' }, 'v1:two');
    expect(await save({ ...system, title: 'third' })).toMatchObject({ revision: 3 });
    expect(await store().byRevision(system.id, 1)).toMatchObject({ system: { title: 'Buyer AG, SRM' } });
    expect(await store().byRevision(system.id, 2)).toMatchObject({ fingerprint: 'v1:two' });
    expect(await store().byName(system.name)).toMatchObject({ revision: 3, system: { title: 'third' } });
  });

  it('keeps the id of a System that is renamed and frees its old name', async () => {
    const system = sampleSystem();
    await save(system);
    const renamed = sampleSystem({ id: system.id });
    await save(renamed);
    expect(await store().byName(system.name)).toBeUndefined();
    expect(await store().byName(renamed.name)).toMatchObject({ revision: 2, system: { id: system.id } });
    await expect(save(sampleSystem({ name: system.name }))).resolves.toMatchObject({ revision: 1 });
  });

  it('refuses a name that another System has, and changes nothing', async () => {
    const [first, second] = [sampleSystem(), sampleSystem()];
    await save(first);
    await save(second);
    const clash = save({ ...second, name: first.name }, 'v1:other', ['user:clash']);
    await expect(clash).rejects.toMatchObject({ name: 'AlreadyTaken', what: 'systems.name' });
    expect(await store().byName(second.name)).toMatchObject({ revision: 1, fingerprint: 'v1:one' });
    expect(await store().byLoginKeys('oci', ['user:clash'])).toEqual([]);
  });

  it('finds the newest revision of the Systems of a protocol by any of 2,000 login keys', async () => {
    const system = sampleSystem();
    await save(system, 'v1:one', ['token:x', `user:${system.name}`]);
    const saved = await save({ ...system, title: 'newest' }, 'v1:one', ['token:x', `user:${system.name}`]);
    const others = Array.from({ length: 1_998 }, (_, index) => `user:other-${index}`);
    const keys = [...others, `user:${system.name}`, 'with a NUL \0'];
    expect(await store().byLoginKeys('oci', keys)).toEqual([saved]);
    expect(await store().byLoginKeys('cxml', keys)).toEqual([]);
    expect(await store().byLoginKeys('oci', others)).toEqual([]);
    expect(await store().byLoginKeys('oci', [])).toEqual([]);
  });

  it('finds a System once, however many of its login keys were presented', async () => {
    const system = sampleSystem();
    const keys = [`a:${system.name}`, `b:${system.name}`, `a:${system.name}`];
    await save(system, 'v1:one', keys);
    expect(await store().byLoginKeys('oci', keys)).toHaveLength(1);
  });

  it('forgets the login keys that a System no longer has', async () => {
    const system = sampleSystem();
    await save(system, 'v1:one', [`old:${system.name}`]);
    await save(system, 'v1:one', [`new:${system.name}`]);
    expect(await store().byLoginKeys('oci', [`old:${system.name}`])).toEqual([]);
    expect(await store().byLoginKeys('oci', [`new:${system.name}`])).toHaveLength(1);
  });

  it('numbers the revisions without gaps when many save one System at once', async () => {
    const system = sampleSystem();
    const saves = Array.from({ length: 20 }, (_, index) => save({ ...system, title: `title ${index}` }));
    const revisions = (await Promise.all(saves)).map(({ revision }) => revision);
    expect(revisions.sort((one, other) => one - other)).toEqual(
      Array.from({ length: 20 }, (_, index) => index + 1),
    );
  });

  it('lists every System once, in the order of their names', async () => {
    const saved = await save();
    const list = await store().list();
    expect(list).toContainEqual(saved);
    const names = list.map(({ system }) => system.name);
    expect(names).toEqual([...new Set(names)].sort());
  });

  it('says what cannot be read of a damaged row, and not what it holds', async () => {
    const { system } = await save();
    await current().database.run((sql) =>
      sql
        .updateTable('systemRevisions')
        .set({ document: '{"secret":1}' })
        .where('systemId', '=', system.id)
        .execute(),
    );
    const reading = store().byName(system.name);
    await expect(reading).rejects.toMatchObject({ reason: 'internal_error' });
    await expect(reading).rejects.not.toThrow('secret');
    await current().database.run((sql) =>
      sql
        .updateTable('systemRevisions')
        .set({ document: JSON.stringify(system) })
        .where('systemId', '=', system.id)
        .execute(),
    );
  });
});
