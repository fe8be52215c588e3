import type { HistoryEntry } from '../punchout/license-history.ts';
import { isoTime } from './iso-time.ts';

/** An entry of the history as programs get it; the names are stable. */
export function historyRow({ sequence, at, actor, action, subject, before, after, hash }: HistoryEntry) {
  const { kind, id } = subject;
  return {
    sequence,
    at: isoTime(at),
    actor,
    action,
    kind,
    subject: id,
    before: before === undefined ? undefined : fieldsOf(before),
    after: after === undefined ? undefined : fieldsOf(after),
    hash,
  };
}

export function historyForPeople({ sequence, at, actor, action, subject, before, after }: HistoryEntry) {
  const { kind, id } = subject;
  return { sequence, at: isoTime(at), actor, action, kind, subject: id, change: changeOf(before, after) };
}

/** What became of which field; nothing of a record that is new. */
function changeOf(before: string | undefined, after: string | undefined): string | undefined {
  if (before === undefined || after === undefined) return undefined;
  const [old, young] = [fieldsOf(before), fieldsOf(after)];
  const names = [...new Set([...Object.keys(old), ...Object.keys(young)])];
  const changes = names.map((name) => ({ name, from: textOf(old[name]), to: textOf(young[name]) }));
  return changes
    .filter(({ from, to }) => from !== to)
    .map(({ name, from, to }) => `${name}: ${from} -> ${to}`)
    .join(', ');
}

function textOf(value: unknown): string {
  if (value === undefined) return 'none';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** A row that was tampered with is shown all the same: what it holds is then one field. */
function fieldsOf(json: string): Record<string, unknown> {
  try {
    const parsed: unknown = JSON.parse(json);
    return typeof parsed === 'object' && parsed !== null ? { ...parsed } : { text: json };
  } catch {
    return { text: json };
  }
}
