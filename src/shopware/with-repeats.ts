import { setTimeout as wait } from 'node:timers/promises';
import type { TextAnswer } from '../http/egress.ts';
import { isOutage, waitSecondsOf } from './shop-error.ts';
import type { Deadline } from './within-deadline.ts';

/**
 * What may be asked again: `always` what changes nothing, `when-refused` what the shop has refused without doing
 * anything (a locked cart, a throttle), `never` what must not happen twice.
 */
export type Repeat = 'always' | 'when-refused' | 'never';

type Outcome = PromiseSettledResult<TextAnswer>;

const pauseMilliseconds = 100;
/** Another change has the cart: how often, and after which pauses, it is tried again. */
const lockedPauses = [50, 100, 200, 400];

/**
 * Asks again where the shop was only hindered, as long as the answer can still come within the deadline; then the last
 * outcome counts.
 */
export async function withRepeats(
  ask: (isRepeat: boolean) => Promise<TextAnswer>,
  { repeat, deadline }: { repeat: Repeat; deadline: Deadline },
): Promise<TextAnswer> {
  for (let repeats = 0; ; repeats += 1) {
    const [outcome] = await Promise.allSettled([ask(repeats > 0)]);
    const pause = repeat === 'never' ? undefined : pauseAfter(outcome, repeat, repeats);
    if (pause === undefined || pause >= deadline.millisecondsLeft()) return answerOf(outcome);
    await wait(pause);
  }
}

/** Milliseconds; undefined where asking again is wrong or useless. */
function pauseAfter(outcome: Outcome, repeat: Repeat, repeats: number): number | undefined {
  if (isLocked(outcome)) return lockedPause(repeats);
  if (repeats > 0) return undefined;
  if (isThrottled(outcome)) return waitMilliseconds(outcome.value);
  return repeat === 'always' && isHindered(outcome) ? jittered(pauseMilliseconds) : undefined;
}

/** Milliseconds before the next try; undefined where it was tried often enough. */
export function lockedPause(repeats: number): number | undefined {
  return jittered(lockedPauses[repeats]);
}

function isLocked(outcome: Outcome): boolean {
  return outcome.status === 'fulfilled' && outcome.value.status === 409;
}

function isThrottled(outcome: Outcome): outcome is PromiseFulfilledResult<TextAnswer> {
  return outcome.status === 'fulfilled' && outcome.value.status === 429;
}

/** A connection that broke off, or a proxy whose PHP is being restarted. */
function isHindered(outcome: Outcome): boolean {
  if (outcome.status === 'rejected') return isReset(outcome.reason);
  return [502, 503].includes(outcome.value.status) && isOutage(outcome.value);
}

function isReset(thrown: unknown): boolean {
  for (let error = thrown; error instanceof Error; error = error.cause) {
    if ('code' in error && (error.code === 'ECONNRESET' || error.code === 'EPIPE')) return true;
  }
  return false;
}

function waitMilliseconds(answer: TextAnswer): number | undefined {
  const seconds = waitSecondsOf(answer);
  return seconds === undefined ? undefined : Math.max(pauseMilliseconds, seconds * 1000);
}

/** Those who were refused together do not come back together. */
function jittered(milliseconds: number | undefined): number | undefined {
  return milliseconds === undefined ? undefined : milliseconds * (0.5 + Math.random());
}

function answerOf(outcome: Outcome): TextAnswer {
  if (outcome.status === 'rejected') throw outcome.reason;
  return outcome.value;
}
