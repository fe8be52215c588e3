import { type DraftPorts, type DraftReport, draftReport } from './draft-system.ts';
import type { StoredSystem, SystemDraft } from './punchout/ports.ts';
import { AlreadyTaken } from './store/already-taken.ts';
import { loginKeysOf } from './system-file.ts';

export type PublishFault = 'no_draft' | 'draft_outdated' | 'other_license_needed';

/** A draft that is not published; it stays as it is. */
export class PublishRefusal extends Error {
  override readonly name = 'PublishRefusal';
  readonly code: PublishFault;
  /** What the operator should do. */
  readonly advice: string;

  constructor(code: PublishFault, message: string, advice: string) {
    super(message);
    this.code = code;
    this.advice = advice;
  }
}

export interface PublishOptions {
  /** Leaves licenses as they are, also where buyers are refused then. */
  withoutLicense?: boolean | undefined;
}

export interface PublishedSystem {
  stored: StoredSystem;
  /** What the draft was, just before. */
  report: DraftReport;
}

/**
 * Makes the draft of a System its newest revision and has its license bound anew where that is needed: both happen or
 * neither. Visits that have begun end with the revision they began with.
 * @throws PublishRefusal
 * @throws LicenseError where the license cannot be bound anew after all
 */
export async function publishDraft(
  name: string,
  { withoutLicense = false }: PublishOptions,
  ports: DraftPorts,
): Promise<PublishedSystem> {
  const draft = await ports.systems.draft(name);
  if (!draft)
    throw new PublishRefusal('no_draft', `${name} has no draft`, 'punchgate system drafts shows all drafts.');
  const report = await draftReport(draft, ports);
  if (report.outdated) throw outdated(draft);
  if (report.effect.effect === 'other_license' && !withoutLicense)
    throw otherLicenseNeeded(draft, report.effect.detail, ports);
  try {
    const stored = withoutLicense ? await publish(draft, ports) : await publishLicensed(report, ports);
    return { stored, report };
  } catch (error) {
    throw error instanceof AlreadyTaken ? outdated(draft) : error;
  }
}

async function publishLicensed({ draft, effect }: DraftReport, ports: DraftPorts): Promise<StoredSystem> {
  if (effect.effect !== 'rebind') return await publish(draft, ports);
  const system = { id: draft.system.id, fingerprint: draft.fingerprint };
  const order = { licenseId: effect.licenseId, system, from: effect.from };
  return await ports.office.rebind(order, () => publish(draft, ports));
}

async function publish(draft: SystemDraft, { systems, surroundings }: DraftPorts): Promise<StoredSystem> {
  const details = { loginKeys: loginKeysOf(draft.system), at: surroundings.now() };
  return await systems.publish(draft, details);
}

function outdated({ system, basedOn }: SystemDraft): PublishRefusal {
  const message = `${system.name} was published by somebody else since its draft was made of revision ${basedOn}`;
  const advice = `Look at it (punchgate system show ${system.name}), then make the draft anew: punchgate system draft ${system.name}`;
  return new PublishRefusal('draft_outdated', message, advice);
}

/** What licenses are bound to the draft before it is published: so no buyer is refused in between. */
function otherLicenseNeeded(
  { system, fingerprint }: SystemDraft,
  detail: string,
  { shops }: DraftPorts,
): PublishRefusal {
  const { name, id, shop } = system;
  const draft = `--website ${shops.websiteOf(shop)} --fingerprint ${fingerprint}`;
  const steps = [
    `Bind another license to the draft: punchgate license connect <key> ${draft} --system-id ${id}`,
    `and each customer: punchgate license assign ${draft} --customer <id>`,
    `then: punchgate system publish ${name}`,
  ];
  const message = `${name} needs another license: ${detail}`;
  return new PublishRefusal('other_license_needed', message, steps.join('\n'));
}
