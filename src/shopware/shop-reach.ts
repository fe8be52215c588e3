import {
  BrokenCircuitError,
  CircuitState,
  ConsecutiveBreaker,
  circuitBreaker,
  type FailureReason,
  handleWhen,
} from 'cockatiel';
import type { TextAnswer } from '../http/egress.ts';
import { EgressError } from '../http/egress-error.ts';
import { PunchOutError } from '../punchout/punchout-error.ts';
import { isOutage } from './shop-error.ts';

/** One buyer who cannot enter makes two failed calls: five in a row are of several buyers. */
const failuresInARow = 5;
const restMilliseconds = 3_000;

/** Whether the shop can be reached at all, as the calls of all buyers find it. */
export interface ShopReach {
  /** @throws PunchOutError `shop_unreachable` at once while the shop is out of reach; what `call` throws */
  ask(name: string, call: () => Promise<TextAnswer>): Promise<TextAnswer>;
}

/**
 * After some failures in a row nobody waits for a dead shop any more: calls fail at once for a while, then one tries
 * whether it is back, and those that come meanwhile wait for its outcome, so that the first buyer gets through. Failures
 * are no answer in time, no connection and 5xx; maintenance is an answer.
 * @param tell gets one line when the shop is lost and one when it is back
 */
export function createShopReach(tell: (line: string) => void): ShopReach {
  const breaker = circuitBreaker(
    handleWhen(isUnreached).orWhenResult((answer) => isOutage(answer as TextAnswer)),
    {
      halfOpenAfter: restMilliseconds,
      breaker: new ConsecutiveBreaker(failuresInARow),
    },
  );
  let reached = true;
  breaker.onStateChange((state) => {
    const known = state === CircuitState.Open ? false : state === CircuitState.Closed ? true : reached;
    if (known === reached) return;
    reached = known;
    tell(
      reached
        ? 'the shop answers again'
        : lostLine(breaker.lastFailure as FailureReason<TextAnswer> | undefined),
    );
  });
  return {
    async ask(name, call) {
      try {
        return await breaker.execute(call);
      } catch (thrown) {
        throw thrown instanceof BrokenCircuitError ? notAsked(name) : thrown;
      }
    },
  };
}

function isUnreached(thrown: Error): boolean {
  const { cause } = thrown;
  return cause instanceof EgressError && ['timeout', 'unreachable'].includes(cause.kind);
}

function notAsked(name: string): PunchOutError {
  const detail = `${name}: not asked, the last ${failuresInARow} calls failed; tried again every ${restMilliseconds / 1000} s`;
  return new PunchOutError('shop_unreachable', detail);
}

function lostLine(failure: FailureReason<TextAnswer> | undefined): string {
  const rest = `the shop is out of reach, its calls fail at once and one is tried every ${restMilliseconds / 1000} s`;
  if (!failure) return rest;
  return `${rest}: ${'error' in failure ? failure.error.message : `it answers with ${failure.value.status}`}`;
}
