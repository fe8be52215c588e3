import { type Check, faultless, skipped } from './check.ts';
import type { CheckId } from './check-sentences.ts';
import { isShort, shortestSecret } from './without-secrets.ts';

const why = `a secret has fewer than ${shortestSecret} characters: it may stand anywhere by chance, and is hidden only where it stands as a word`;

/** Passes where nothing has leaked, as far as the secrets can be told from other text. */
export function leakCheck(
  id: CheckId,
  faults: readonly string[],
  { secrets, seen }: { secrets: readonly string[]; seen: string },
): Check[] {
  const cannotTell = faults.length === 0 && secrets.some(isShort);
  return cannotTell ? skipped(why, id) : [faultless(id, faults, seen)];
}
