import { isDeepStrictEqual } from 'node:util';
import { keepSeals } from './keep-seals.ts';
import type { LicenseClock } from './license/license-clock.ts';
import { type LicenseEffect, licenseEffect } from './license/license-effect.ts';
import type { LicenseOffice } from './license/license-office.ts';
import { mergedRecords } from './license/merged-records.ts';
import type { LicenseRecords } from './punchout/license.ts';
import type { StoredSystem, SystemDraft, SystemDraftStore, SystemStore } from './punchout/ports.ts';
import { PunchOutError } from './punchout/punchout-error.ts';
import type { Shops } from './punchout/shop.ts';
import type { System } from './punchout/system.ts';
import { describeChanges, type SystemChanges } from './punchout/system-changes.ts';
import { systemFingerprint } from './punchout/system-fingerprint.ts';
import { type SystemFile, type SystemFilePorts, systemOf } from './system-file.ts';

export interface DraftPorts extends SystemFilePorts {
  systems: SystemStore & SystemDraftStore;
  office: Pick<LicenseOffice, 'recordsFor' | 'rebind'>;
  shops: Pick<Shops, 'websiteOf'>;
  clock: Pick<LicenseClock, 'now'>;
}

/** What an operator reads of a draft before publishing it. */
export interface DraftReport {
  draft: SystemDraft;
  /** As it is published; undefined for a new System. */
  current: StoredSystem | undefined;
  changes: SystemChanges;
  effect: LicenseEffect;
  /** The System was published by somebody else since: the draft lacks what that changed. */
  outdated: boolean;
}

/** Saves a file as the draft of its System. Undefined where the System is published like this: then it has no draft. */
export async function draftSystem(file: SystemFile, ports: DraftPorts): Promise<SystemDraft | undefined> {
  const { systems, surroundings, vault } = ports;
  const [current, earlier] = [await systems.byName(file.name), await systems.draft(file.name)];
  const read = systemOf(file, (current ?? earlier)?.system.id ?? surroundings.uuid(), vault);
  const system = keepSeals(read, current?.system);
  const fingerprint = systemFingerprint(system);
  if (current?.fingerprint === fingerprint && isDeepStrictEqual(current.system, asStored(system))) {
    if (earlier) await systems.dropDraft(earlier.system.id);
    return undefined;
  }
  const draft = { system, fingerprint, basedOn: current?.revision ?? 0, savedAt: surroundings.now() };
  await systems.saveDraft(draft);
  return draft;
}

/** @throws PunchOutError `shop_not_configured`, `license_unverifiable` and the like */
export async function draftReport(draft: SystemDraft, ports: DraftPorts): Promise<DraftReport> {
  const current = await ports.systems.byName(draft.system.name);
  const outdated = current !== undefined && !isBasedOn(draft, current);
  const changes = describeChanges(current?.system, draft.system);
  return { draft, current, changes, effect: await effectOf(draft, current, ports), outdated };
}

function isBasedOn({ system, basedOn }: SystemDraft, current: StoredSystem): boolean {
  return current.revision === basedOn && current.system.id === system.id;
}

async function effectOf(
  { system, fingerprint }: SystemDraft,
  current: StoredSystem | undefined,
  ports: DraftPorts,
): Promise<LicenseEffect> {
  const after = { fingerprint, website: ports.shops.websiteOf(system.shop) };
  const before = current && { fingerprint: current.fingerprint, website: websiteOf(current.system, ports) };
  const fingerprints = [before?.fingerprint ?? [], fingerprint].flat();
  const question = { website: after.website, systemId: system.id, customerId: '' };
  const records = mergedRecords(
    await Promise.all(
      fingerprints.map((asked) => ports.office.recordsFor({ ...question, fingerprint: asked })),
    ),
  );
  const others = await othersOf(system.id, [...fingerprints, ...boundBy(system.id, records)], ports);
  return licenseEffect({ systemId: system.id, before, after, records, others, now: ports.clock.now() });
}

/** A shop that is no longer configured has no website. */
function websiteOf({ shop }: System, { shops }: DraftPorts): string | undefined {
  try {
    return shops.websiteOf(shop);
  } catch (error) {
    if (error instanceof PunchOutError && error.reason === 'shop_not_configured') return undefined;
    throw error;
  }
}

function boundBy(systemId: string, { systemLicenses }: LicenseRecords): string[] {
  return systemLicenses
    .filter((license) => license.systemId === systemId)
    .flatMap(({ fingerprint }) => fingerprint ?? []);
}

/** Active Systems besides this one that have one of the fingerprints. */
async function othersOf(systemId: string, fingerprints: string[], ports: DraftPorts) {
  const found = await Promise.all(
    [...new Set(fingerprints)].map((fingerprint) => ports.systems.byFingerprint(fingerprint)),
  );
  return found
    .flat()
    .filter(({ system }) => system.active && system.id !== systemId)
    .map(({ system, fingerprint }) => ({
      name: system.name,
      fingerprint,
      website: websiteOf(system, ports),
    }));
}

/** The store keeps JSON: what is undefined is not there. */
function asStored(system: System): unknown {
  return JSON.parse(JSON.stringify(system));
}
