import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { createSystemStore } from '../../src/store/system-store.ts';
import { onEveryDatabase } from './every-database.ts';
import { noon, sampleSystem } from './samples.ts';

const details = { loginKeys: [], at: noon };

onEveryDatabase('drafts of Systems', (current) => {
  const store = () => createSystemStore(current().database);
  const draftOf = (system = sampleSystem(), changes = {}) => ({
    system,
    fingerprint: `v1:${system.name}`,
    basedOn: 0,
    savedAt: noon,
    ...changes,
  });
  const publishedSystem = () => store().publish(draftOf(), details);

  it('a draft is given back as it was saved, and the next one replaces it', async () => {
    const draft = draftOf();
    const { name } = draft.system;
    expect(await store().draft(name)).toBeUndefined();
    await store().saveDraft(draft);
    expect(await store().draft(name)).toEqual(draft);
    const next = { ...draft, fingerprint: 'v1:next', basedOn: 3, savedAt: noon + 1 };
    await store().saveDraft(next);
    expect(await store().draft(name)).toEqual(next);
    expect(await store().drafts()).toContainEqual(next);
    await store().dropDraft(draft.system.id);
    expect(await store().draft(name)).toBeUndefined();
  });

  it('a draft is no System yet: nobody finds it', async () => {
    const draft = draftOf();
    await store().saveDraft(draft);
    expect(await store().byName(draft.system.name)).toBeUndefined();
    expect(await store().byFingerprint(draft.fingerprint)).toEqual([]);
  });

  it('a name has one draft, also where two operators begin the same System', async () => {
    const first = draftOf();
    const second = draftOf({ ...first.system, id: randomUUID() });
    await store().saveDraft(first);
    await store().saveDraft(second);
    expect(await store().draft(first.system.name)).toEqual(second);
  });

  it('a published draft is the next revision, found by its login keys, and a draft no more', async () => {
    const { system, revision } = await publishedSystem();
    expect(revision).toBe(1);
    const edited = { ...system, title: 'edited' };
    await store().saveDraft(draftOf(edited, { basedOn: 1 }));
    const loginKeys = [`user:${system.name}`];
    const published = await store().publish(draftOf(edited, { basedOn: 1 }), { loginKeys, at: noon });
    expect(published).toEqual({ system: edited, revision: 2, fingerprint: `v1:${system.name}` });
    expect(await store().byLoginKeys('oci', loginKeys)).toEqual([published]);
    expect(await store().byRevision(system.id, 1)).toMatchObject({ system });
    expect(await store().draft(system.name)).toBeUndefined();
  });

  it('a draft of an earlier revision is not published, and changes nothing', async () => {
    const { system } = await publishedSystem();
    const late = draftOf({ ...system, title: 'late' }, { fingerprint: 'v1:late', basedOn: 1 });
    await store().saveDraft(late);
    await store().save({ ...system, title: 'first' }, { fingerprint: 'v1:first', loginKeys: [], at: noon });
    const publishing = store().publish(late, { loginKeys: ['user:late'], at: noon });
    const what = expect.stringContaining('system_revisions');
    await expect(publishing).rejects.toMatchObject({ name: 'AlreadyTaken', what });
    expect(await store().byName(system.name)).toMatchObject({ revision: 2, system: { title: 'first' } });
    expect(await store().byLoginKeys('oci', ['user:late'])).toEqual([]);
    expect(await store().draft(system.name)).toEqual(late);
  });

  it('a draft that was saved while another one was being published stays', async () => {
    const { system } = await publishedSystem();
    const early = draftOf({ ...system, title: 'early' }, { basedOn: 1 });
    const late = draftOf({ ...system, title: 'late' }, { basedOn: 1, savedAt: noon + 1 });
    await store().saveDraft(late);
    await store().publish(early, details);
    expect(await store().draft(system.name)).toEqual(late);
  });

  describe('of many Systems that share a fingerprint now or once', () => {
    const shared = `v1:${randomUUID()}`;
    const names = ['shared-a', 'shared-b'];

    beforeAll(async () => {
      for (const name of names)
        await store().publish(draftOf(sampleSystem({ name }), { fingerprint: shared }), details);
      const { system } = await store().publish(draftOf(sampleSystem(), { fingerprint: shared }), details);
      await store().save(system, { fingerprint: 'v1:moved-on', loginKeys: [], at: noon });
    });

    it('those are found that are published with it', async () => {
      const found = await store().byFingerprint(shared);
      expect(found.map(({ system }) => system.name)).toEqual(names);
    });
  });
});
