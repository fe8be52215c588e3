import { isDeepStrictEqual } from 'node:util';
import { loginChanges } from './login-changes.ts';
import { mappingChanges } from './mapping-changes.ts';
import type { System } from './system.ts';
import { unlicensedChanges } from './unlicensed-changes.ts';

/** What an edit changed, one sentence each. */
export interface SystemChanges {
  /** What the fingerprint is made of; empty exactly where it stays the same. */
  licensed: string[];
  other: string[];
}

/** What an edit of a System changed, in the words of its operator. Never holds a secret nor its hash. */
export function describeChanges(before: System | undefined, after: System): SystemChanges {
  if (!before) return { licensed: [], other: ['the System is new'] };
  const licensed = [...loginChanges(before, after), ...mappingChanges(before, after)];
  const other = unlicensedChanges(before, after);
  const unseen = licensed.length + other.length === 0 && !isDeepStrictEqual(before, after);
  return { licensed, other: unseen ? ['only spelling, order, or what is not checked'] : other };
}
