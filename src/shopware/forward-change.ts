import { setTimeout as wait } from 'node:timers/promises';
import { PunchOutError } from '../punchout/punchout-error.ts';
import type { ShopRequest, ShopResponse } from '../punchout/shop.ts';
import type { OneAtATime } from './one-at-a-time.ts';
import { lockedPause } from './with-repeats.ts';
import { type Deadline, deadlineIn } from './within-deadline.ts';

type Forward = (request: ShopRequest) => Promise<ShopResponse>;

/**
 * Passes requests on as `forward` does; those that change a cart wait until all changes of it before them have been
 * answered, but not longer than for the shop itself.
 */
export function changesInTurn(
  forward: Forward,
  { oneAtATime, timeoutMilliseconds }: { oneAtATime: OneAtATime; timeoutMilliseconds: number },
): Forward {
  return (request) => {
    const { changes, method } = request;
    if (!changes) return forward(request);
    const deadline = deadlineIn(timeoutMilliseconds);
    return oneAtATime(changes.contextToken, () => {
      if (deadline.millisecondsLeft() > 0) return untilFree(request, forward, deadline);
      throw new PunchOutError('shop_unreachable', `${method}: earlier changes of the cart took too long`);
    });
  };
}

/** Where another change has the cart locked, the shop has done nothing: it is asked again with the body that was kept. */
async function untilFree(request: ShopRequest, forward: Forward, deadline: Deadline): Promise<ShopResponse> {
  for (let repeats = 0; ; repeats += 1) {
    const answer = await forward(request);
    const pause = answer.status === 409 && request.changes?.isWhole ? lockedPause(repeats) : undefined;
    if (pause === undefined || pause >= deadline.millisecondsLeft()) return answer;
    answer.body.destroy();
    await wait(pause);
  }
}
