/** A look that is taken again and again. */
export interface Rounds {
  /** Looks once, or waits for the look that is under way. */
  tick(): Promise<void>;
  /** Looks at once and then every minute. */
  start(): void;
  /** Looks no more. Resolves when the look that is under way is done. */
  stop(): Promise<void>;
}

const periodMilliseconds = 60_000;
/** Processes that were started together drift apart. */
const jitterMilliseconds = 6_000;

/** @param look must not throw */
export function createRounds(look: () => Promise<void>): Rounds {
  let running: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

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
    tick,
    start: () => void tickOnAndOn(),
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
