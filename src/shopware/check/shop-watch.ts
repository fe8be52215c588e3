import { asPunchOutError, type PunchOutError } from '../../punchout/punchout-error.ts';
import { createRounds, type Rounds } from '../../punchout/rounds.ts';
import type { ShopState } from '../../punchout/shop-state.ts';
import type { ShopProbe } from './probe-shop.ts';

export interface ShopWatchOptions {
  /** Epoch milliseconds. */
  now: () => number;
  /** Hears what is new: why the shop is lost, or undefined where it is back. */
  tell(fault: PunchOutError | undefined): void;
  /** Hears how it stands after each look. */
  show(state: ShopState): void;
}

export interface ShopWatch extends Rounds {
  state(): ShopState;
}

/** Watches over one shop, so that somebody is told before a buyer is. Nothing is told once it was stopped. */
export function createShopWatch(probe: ShopProbe, options: ShopWatchOptions): ShopWatch {
  let state: ShopState = { status: 'unknown', since: options.now() };
  let stopped = false;
  const rounds = createRounds(async () => {
    const fault = await faultOf(probe);
    if (!stopped) state = settled(state, fault, options);
  });
  return {
    ...rounds,
    state: () => state,
    stop() {
      stopped = true;
      return rounds.stop();
    },
  };
}

/** That a shop is well at the first look is no news. */
function settled(
  before: ShopState,
  fault: PunchOutError | undefined,
  { now, tell, show }: ShopWatchOptions,
): ShopState {
  const state = stateAfter(before, fault, now());
  const isNews = before.status !== state.status || before.reason !== state.reason;
  if (isNews && !(before.status === 'unknown' && state.status === 'ready')) tell(fault);
  show(state);
  return state;
}

async function faultOf(probe: ShopProbe): Promise<PunchOutError | undefined> {
  try {
    await probe();
    return undefined;
  } catch (thrown) {
    return asPunchOutError(thrown);
  }
}

function stateAfter(before: ShopState, fault: PunchOutError | undefined, at: number): ShopState {
  const status = fault ? 'failed' : 'ready';
  const since = before.status === status ? before.since : at;
  return { status, since, ...(fault ? { reason: fault.reason } : {}) };
}
