import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type DraftPorts, draftReport } from '../../src/draft-system.ts';
import { issueLicenses } from '../../src/license/issue-licenses.ts';
import { type PublishOptions, publishDraft } from '../../src/publish-system.ts';
import type { SystemLicense } from '../../src/punchout/license.ts';
import type { StoredSystem, SystemDraft } from '../../src/punchout/ports.ts';
import type { System } from '../../src/punchout/system.ts';
import { systemFingerprint } from '../../src/punchout/system-fingerprint.ts';
import { type Database, openDatabase } from '../../src/store/database.ts';
import { saveSystem } from '../../src/system-file.ts';
import { onEveryDatabase } from './every-database.ts';
import { type Desk, edited, openDesk, ownSystem, website } from './publishing-desk.ts';

onEveryDatabase('publishing a System', (current) => {
  let desk: Desk;
  let otherProcess: { database: Database; desk: Desk };

  beforeAll(async () => {
    desk = await openDesk(current().database);
    const database = await openDatabase(current().options);
    otherProcess = { database, desk: await openDesk(database) };
  });
  afterAll(async () => {
    for (const { close } of [desk, otherProcess.desk]) close();
    await otherProcess.database.close();
  });

  async function licensed(system = ownSystem()): Promise<StoredSystem & { licenseId: string }> {
    const stored = await saveSystem(system, desk);
    const order = { systemId: system.id, fingerprint: stored.fingerprint, website, customerIds: [] };
    const { systemLicense } = await issueLicenses({ ...order, holder: 'Shop GmbH' }, desk);
    return { ...stored, licenseId: systemLicense.license.id };
  }

  async function draft(system: System, basedOn = 1): Promise<SystemDraft> {
    const saved = { system, fingerprint: systemFingerprint(system), basedOn, savedAt: Date.now() };
    await desk.systems.saveDraft(saved);
    return saved;
  }

  async function licenseOf(id: string): Promise<SystemLicense | undefined> {
    return await desk.licenses.change('test', (change) => change.systemLicense(id));
  }

  const publish = ({ name }: System, options: PublishOptions = {}, ports: DraftPorts = desk) =>
    publishDraft(name, options, ports);

  it('binds the license anew with the very step that publishes', async () => {
    const { system, fingerprint: before, licenseId } = await licensed();
    const { fingerprint } = await draft(edited(system));
    const { stored, report } = await publish(system);
    expect(report.effect).toMatchObject({ effect: 'rebind', licenseId, from: before });
    expect(stored).toMatchObject({ revision: 2, fingerprint });
    expect(await licenseOf(licenseId)).toMatchObject({ fingerprint, systemId: system.id });
    expect(await desk.systems.draft(system.name)).toBeUndefined();
    expect((await desk.history.list({ subjectId: licenseId, limit: 1 }))[0]).toMatchObject({
      action: 'bound anew',
      actor: 'operator',
    });
  });

  it('binds no license that is not published after all', async () => {
    const { system, fingerprint: before, licenseId } = await licensed();
    const saved = await draft(edited(system));
    const { fingerprint } = saved;
    const head = await desk.history.head();
    const order = { licenseId, system: { id: system.id, fingerprint }, from: before };
    const publishing = desk.office.rebind(order, async () => {
      await desk.systems.publish(saved, { loginKeys: ['user:half'], at: 0 });
      throw new TypeError('the process fails here');
    });
    await expect(publishing).rejects.toThrow('the process fails here');
    expect(await licenseOf(licenseId)).toMatchObject({ fingerprint: before, former: [] });
    expect(await desk.systems.byName(system.name)).toMatchObject({ revision: 1, fingerprint: before });
    expect(await desk.systems.byLoginKeys('oci', ['user:half'])).toEqual([]);
    expect(await desk.systems.draft(system.name)).toEqual(saved);
    expect(await desk.history.head()).toEqual(head);
  });

  it('publishes nothing whose license cannot be bound after all', async () => {
    const { system, fingerprint: before, licenseId } = await licensed();
    const saved = await draft(edited(system));
    const late = { ...desk.office, rebind: suspendedBefore(licenseId) };
    await expect(publish(system, {}, { ...desk, office: late })).rejects.toMatchObject({
      name: 'LicenseError',
      code: 'license_suspended',
    });
    expect(await desk.systems.byName(system.name)).toMatchObject({ revision: 1, fingerprint: before });
    expect(await desk.systems.draft(system.name)).toEqual(saved);
  });

  function suspendedBefore(licenseId: string): DraftPorts['office']['rebind'] {
    return async (order, save) => {
      await desk.licenses.change('vendor', async (change) => {
        const license = await change.systemLicense(licenseId);
        if (license) await change.saveSystemLicense('suspended', { ...license, status: 'suspended' });
      });
      return await desk.office.rebind(order, save);
    };
  }

  it('refuses a draft of a revision that is not the newest any more, and says what to do', async () => {
    const { system, licenseId, fingerprint } = await licensed();
    await draft(edited(system));
    await saveSystem({ ...system, active: false }, desk);
    await expect(publish(system)).rejects.toMatchObject({
      code: 'draft_outdated',
      advice: expect.stringContaining(`punchgate system draft ${system.name}`),
    });
    expect(await licenseOf(licenseId)).toMatchObject({ fingerprint });
    expect(await desk.systems.byName(system.name)).toMatchObject({ revision: 2, system: { active: false } });
  });

  it('refuses it also where the other one is faster by a moment, and leaves the license', async () => {
    const { system, licenseId, fingerprint } = await licensed();
    await draft(edited(system));
    const faster: DraftPorts['office']['rebind'] = async (order, save) => {
      await saveSystem({ ...system, title: 'faster' }, desk);
      return await desk.office.rebind(order, save);
    };
    const office = { ...desk.office, rebind: faster };
    await expect(publish(system, {}, { ...desk, office })).rejects.toMatchObject({ code: 'draft_outdated' });
    expect(await licenseOf(licenseId)).toMatchObject({ fingerprint, former: [] });
    expect(await desk.systems.byName(system.name)).toMatchObject({
      revision: 2,
      system: { title: 'faster' },
    });
  });

  it('refuses a new System whose name was taken meanwhile', async () => {
    const system = ownSystem();
    await draft(system, 0);
    const faster = { ...desk.systems, draft: desk.systems.draft, publish: takenBefore(system.name) };
    await expect(publish(system, {}, { ...desk, systems: faster })).rejects.toMatchObject({
      code: 'draft_outdated',
    });
    expect(await desk.systems.byName(system.name)).toMatchObject({
      revision: 1,
      system: { title: 'faster' },
    });
  });

  function takenBefore(name: string): Desk['systems']['publish'] {
    return async (saved, details) => {
      await saveSystem({ ...ownSystem(), name, title: 'faster' }, desk);
      return await desk.systems.publish(saved, details);
    };
  }

  it('of two operators who publish one draft at once, one does, and a rebind is used up once', async () => {
    const { system, licenseId } = await licensed();
    await desk.licenses.change('vendor', async (change) => {
      const license = await change.systemLicense(licenseId);
      if (license) await change.saveSystemLicense('limited', { ...license, rebindsLeft: 2 });
    });
    const { fingerprint } = await draft(edited(system));
    const results = await Promise.allSettled([
      publish(system),
      publish(system, {}, otherProcess.desk),
      publish(system),
    ]);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const result of results) {
      if (result.status === 'rejected')
        expect(['draft_outdated', 'no_draft', 'bound_meanwhile']).toContain(result.reason.code);
    }
    expect(await desk.systems.byName(system.name)).toMatchObject({ revision: 2, fingerprint });
    expect(await licenseOf(licenseId)).toMatchObject({ fingerprint, rebindsLeft: 1 });
  });

  it('of two operators with a draft each, the license follows the one who was published', async () => {
    for (const _ of [1, 2, 3, 4]) {
      const { system, licenseId } = await licensed();
      await draft(edited(system, 'EA'));
      const results = await Promise.allSettled([
        publish(system),
        draft(edited(system, 'PCE')).then(() => publish(system, {}, otherProcess.desk)),
      ]);
      expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      const stored = await desk.systems.byName(system.name);
      expect(stored?.revision).toBe(2);
      expect((await licenseOf(licenseId))?.fingerprint).toBe(stored?.fingerprint);
    }
  });

  it('takes no license from a System that shares it, until the edit has one of its own', async () => {
    const { system, fingerprint, licenseId } = await licensed();
    const twin = { ...system, id: randomUUID(), name: `${system.name}-twin` };
    await saveSystem(twin, desk);
    const saved = await draft(edited(twin));
    await expect(publish(twin)).rejects.toMatchObject({
      code: 'other_license_needed',
      message: expect.stringContaining(`serves the System ${system.name} as well`),
      advice: expect.stringContaining(`--fingerprint ${saved.fingerprint} --system-id ${twin.id}`),
    });
    expect(await licenseOf(licenseId)).toMatchObject({ fingerprint });
    const order = { systemId: twin.id, fingerprint: saved.fingerprint, website, customerIds: [] };
    await issueLicenses({ ...order, holder: 'Shop GmbH' }, desk);
    expect(await publish(twin)).toMatchObject({ report: { effect: { effect: 'licensed' } } });
    expect(await licenseOf(licenseId)).toMatchObject({ fingerprint });
    expect(await desk.systems.byName(system.name)).toMatchObject({ fingerprint });
  });

  it('binds a shared license anew once the other System is disabled', async () => {
    const { system } = await licensed();
    const twin = { ...system, id: randomUUID(), name: `${system.name}-twin` };
    await saveSystem({ ...twin, active: false }, desk);
    expect((await draftReport(await draft(edited(system)), desk)).effect).toMatchObject({ effect: 'rebind' });
  });

  it('without license, where the operator says so, and leaves every license as it is', async () => {
    const { system, fingerprint, licenseId } = await licensed();
    const saved = await draft(edited(system));
    const { stored } = await publish(system, { withoutLicense: true });
    expect(stored).toMatchObject({ revision: 2, fingerprint: saved.fingerprint });
    expect(await licenseOf(licenseId)).toMatchObject({ fingerprint });
    const next = await draft(edited(system, 'PCE'), 2);
    expect((await draftReport(next, desk)).effect).toMatchObject({ effect: 'rebind', from: fingerprint });
  });

  it('a System that has no draft is not published', async () => {
    const { system } = await licensed();
    await expect(publish(system)).rejects.toMatchObject({ code: 'no_draft' });
  });
});
