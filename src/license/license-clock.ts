import type { Surroundings } from '../punchout/ports.ts';

const day = 24 * 60 * 60_000;

export interface LicenseClockOptions extends Pick<Surroundings, 'now'> {
  /** Milliseconds that no change of the clock touches. */
  elapsed?: () => number;
}

/**
 * The time by which licenses are judged, epoch milliseconds. It goes with the machine's clock as long as that moves like
 * a clock. When it jumps forward by more than a day, the time that has really passed counts for a day more, so that the
 * operator can mend it; back it never goes. Once a license server has answered, its time counts, and what has passed
 * since.
 */
export class LicenseClock {
  readonly #wall: () => number;
  readonly #elapsed: () => number;
  #anchor: { time: number; elapsed: number };
  #latest = 0;
  #jumpedAt: number | undefined;
  #signed = false;

  constructor({ now, elapsed = () => performance.now() }: LicenseClockOptions) {
    this.#wall = now;
    this.#elapsed = elapsed;
    this.#anchor = { time: now(), elapsed: elapsed() };
  }

  now(): number {
    this.#latest = Math.max(this.#latest, this.#follow());
    return Math.floor(this.#latest);
  }

  /** A time that an authority has signed. `fresh`: in answer to a question of just now. */
  learn(signedAt: number, fresh: boolean): void {
    if (fresh) {
      this.#anchor = { time: signedAt, elapsed: this.#elapsed() };
      this.#signed = true;
      this.#latest = signedAt;
    } else if (signedAt > this.now()) {
      // From there on time passes: a clock that was set back must not stand still until it has caught up.
      this.#anchor = { time: signedAt, elapsed: this.#elapsed() };
    }
  }

  /** How far the machine's clock is from this one, in milliseconds, where it is more than a day. */
  jump(): number | undefined {
    const gap = this.#wall() - this.now();
    return Math.abs(gap) > day ? gap : undefined;
  }

  #follow(): number {
    const expected = this.#anchor.time + this.#elapsed() - this.#anchor.elapsed;
    const time = this.#wall();
    if (this.#signed || time < expected || !this.#isBelieved(time - expected)) return expected;
    this.#anchor = { time, elapsed: this.#elapsed() };
    return time;
  }

  #isBelieved(gap: number): boolean {
    if (gap <= day) this.#jumpedAt = undefined;
    else this.#jumpedAt ??= this.#elapsed();
    if (this.#jumpedAt !== undefined && this.#elapsed() - this.#jumpedAt <= day) return false;
    this.#jumpedAt = undefined;
    return true;
  }
}
