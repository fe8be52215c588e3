import type { DraftReport } from '../../draft-system.ts';
import type { LicenseEffect } from '../../license/license-effect.ts';
import type { PublishedSystem, PublishOptions } from '../../publish-system.ts';

/** A draft as programs read it. */
export function draftRecord({ draft, current, changes, effect, outdated }: DraftReport) {
  const { system, fingerprint, basedOn } = draft;
  return {
    name: system.name,
    state: 'draft',
    basedOn,
    revision: current?.revision,
    outdated,
    fingerprint,
    fingerprintBefore: current?.fingerprint,
    ...changes,
    license: effect,
  };
}

/** A draft as people read it. */
export function draftText(report: DraftReport): string {
  const { draft, current, changes, effect, outdated } = report;
  const { name } = draft.system;
  const lines = [
    `${name}: draft ${draft.basedOn === 0 ? 'of a new System' : `on revision ${draft.basedOn}`}`,
    ...(outdated ? [`  outdated: revision ${current?.revision} was published meanwhile`] : []),
    ...section('changes what the license is bound to', changes.licensed),
    ...section('changes besides', changes.other),
    `  fingerprint: ${draft.fingerprint}${draft.fingerprint === current?.fingerprint ? ' (as before)' : ''}`,
    `  license: ${effectText(effect)}`,
  ];
  // What stands in a System file must not move the cursor of a terminal.
  return lines.map((line) => line.replaceAll(/\p{Cc}/gu, ' ')).join('\n');
}

function section(title: string, sentences: readonly string[]): string[] {
  return sentences.length === 0 ? [] : [`  ${title}:`, ...sentences.map((sentence) => `    ${sentence}`)];
}

function effectText(effect: LicenseEffect): string {
  switch (effect.effect) {
    case 'same':
      return 'stays as it is';
    case 'licensed':
      return `…${effect.keyHint} is bound to this configuration already; customers need customer licenses of it`;
    case 'rebind':
      return `…${effect.keyHint} is bound anew when this is published${timesLeft(effect.rebindsLeft)}`;
    case 'other_license':
      return `another one is needed: ${effect.detail}`;
    case 'none':
      return 'none yet';
  }
}

function timesLeft(rebindsLeft: number | undefined): string {
  return rebindsLeft === undefined ? '' : ` (times that it may be: ${rebindsLeft})`;
}

/** What publishing has done, as programs read it. */
export function publishedRecord(
  { stored, report }: PublishedSystem,
  { withoutLicense = false }: PublishOptions,
) {
  const { system, revision, fingerprint } = stored;
  const license = withoutLicense ? undefined : report.effect;
  return { name: system.name, state: 'published', revision, fingerprint, withoutLicense, license };
}

/** What publishing has done, in one line. */
export function publishedText(
  { stored, report }: PublishedSystem,
  { withoutLicense = false }: PublishOptions,
): string {
  const { system, revision, fingerprint } = stored;
  const license = withoutLicense ? ['licenses left as they are'] : licenseText(report);
  return `${system.name}: ${[revision === 1 ? 'new' : `revision ${revision}`, ...license, fingerprint].join(', ')}`;
}

function licenseText({ effect, current }: DraftReport): string[] {
  if (effect.effect === 'same') return ['same license'];
  if (effect.effect === 'licensed') return [`license …${effect.keyHint} fits`];
  if (effect.effect === 'rebind') return [`license …${effect.keyHint} bound anew`];
  return current ? ['no license yet'] : [];
}
