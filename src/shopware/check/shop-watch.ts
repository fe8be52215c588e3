import { asPunchOutError, type PunchOutError } from '../../punchout/punchout-error.ts';
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

export interface ShopWatch {
  state(): ShopState;
  /** Looks once, or waits for the look that is under way. Never throws. */
  tick(): Promise<void>;
  /** Looks at once and then every minute. */
  start(): void;
  /** Nothing is told any more. */
  stop(): void;
}

const periodMilliseconds = 60_000;
/** Gateways that were started together drift apart. */
const jitterMilliseconds = 15_000;

/** Watches over one shop, so that somebody is told before a buyer is. */
export function createShopWatch(probe: ShopProbe, options: ShopWatchOptions): ShopWatch {
  let state: ShopState = { status: 'unknown', since: options.now() };
  let running: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  async function look(): Promise<void> {
    const fault = await faultOf(probe);
    if (!stopped) state = settled(state, fault, options);
  }

  function tick(): Promise<void> {
    running ??= look().finally(() => {
      running = undefined;
    });
    return running;
  }

  async function tickOnAndOn(): Promise<void> {
    await tick();
    if (stopped) return;
    const pause = periodMilliseconds + (2 * Math.random() - 1) * jitterMilliseconds;
    timer = setTimeout(() => void tickOnAndOn(), pause).unref();
  }

  return {
    state: () => state,
    tick,
    start: () => void tickOnAndOn(),
    stop() {
      stopped = true;
      clearTimeout(timer);
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
