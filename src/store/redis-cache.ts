import { CircuitState, ConsecutiveBreaker, circuitBreaker, handleAll } from 'cockatiel';
import { Redis } from 'ioredis';
import type { Cache } from '../punchout/ports.ts';

const prefix = 'punchgate:';
const longestWaitMilliseconds = 50;

const redisOptions = {
  enableOfflineQueue: false,
  maxRetriesPerRequest: 0,
  autoResendUnfulfilledCommands: false,
  commandTimeout: longestWaitMilliseconds,
  connectTimeout: 1_000,
  /** Ends a connection whose other end has vanished without a word. */
  socketTimeout: 2_000,
};

/** The cache all processes share. Out of reach or slow it has no answers, and nobody waits for it. */
export class RedisCache implements Cache {
  readonly #redis: Redis;
  readonly #log: (line: string) => void;
  readonly #breaker = circuitBreaker(handleAll, { halfOpenAfter: 2_000, breaker: new ConsecutiveBreaker(5) });
  #wasHealthy: boolean | undefined;
  #closed = false;

  constructor(url: string, log: (line: string) => void) {
    this.#log = log;
    this.#redis = new Redis(url, redisOptions);
    // Without a listener ioredis prints it; what it means is told by the change of state.
    this.#redis.on('error', () => {});
    this.#redis.on('ready', () => this.#reportChange());
    this.#redis.on('close', () => this.#reportChange());
    this.#breaker.onStateChange(() => this.#reportChange());
  }

  async get(keys: readonly string[]): Promise<(string | undefined)[]> {
    if (keys.length === 0) return [];
    const values = await this.#ask(() => this.#redis.mget(keys.map((key) => prefix + key)));
    return keys.map((_, index) => values?.[index] ?? undefined);
  }

  async set(key: string, value: string, lifeMilliseconds: number): Promise<boolean> {
    const life = Math.ceil(lifeMilliseconds);
    return (await this.#ask(() => this.#redis.set(prefix + key, value, 'PX', life))) === 'OK';
  }

  healthy(): boolean {
    return this.#redis.status === 'ready' && this.#breaker.state === CircuitState.Closed;
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#redis.disconnect();
  }

  async #ask<Answer>(command: () => Promise<Answer>): Promise<Answer | undefined> {
    // While one command tries whether Redis is back, the others do not wait for the outcome.
    if (this.#redis.status !== 'ready' || this.#breaker.state === CircuitState.HalfOpen) return undefined;
    return await this.#breaker.execute(command).catch(() => undefined);
  }

  #reportChange(): void {
    const healthy = this.healthy();
    if (healthy === this.#wasHealthy || this.#closed) return;
    this.#wasHealthy = healthy;
    this.#log(
      healthy ? 'Redis answers' : 'Redis is out of reach: everything comes from SQL until it is back',
    );
  }
}
