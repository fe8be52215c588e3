import { describe, expect, it } from 'vitest';
import { LicenseClock } from '../../../src/license/license-clock.ts';

const noon = Date.UTC(2026, 6, 1, 12);
const hour = 3_600_000;
const day = 24 * hour;

/** A machine whose clock can be set, and whose time passes all the same. */
function machine() {
  const state = { wall: noon, passed: 0 };
  const clock = new LicenseClock({ now: () => state.wall, elapsed: () => state.passed });
  return {
    clock,
    pass(milliseconds: number) {
      state.wall += milliseconds;
      state.passed += milliseconds;
    },
    set(milliseconds: number) {
      state.wall += milliseconds;
    },
  };
}

describe('the time by which licenses are judged', () => {
  it('is that of a clock that moves like a clock', () => {
    const { clock, pass } = machine();
    pass(3 * day);
    expect(clock.now()).toBe(noon + 3 * day);
    expect(clock.jump()).toBeUndefined();
  });

  it('does not go back when the clock is set back by two hours, or by 400 days', () => {
    for (const back of [2 * hour, 400 * day]) {
      const { clock, pass, set } = machine();
      pass(hour);
      set(-back);
      expect(clock.now()).toBe(noon + hour);
      pass(hour);
      expect(clock.now()).toBe(noon + 2 * hour);
    }
  });

  it('follows a clock that is put right by some hours', () => {
    const { clock, set } = machine();
    set(2 * hour);
    expect(clock.now()).toBe(noon + 2 * hour);
  });

  it('does not believe a jump of 400 days for a day, and tells it; then it does', () => {
    const { clock, pass, set } = machine();
    set(400 * day);
    expect(clock.now()).toBe(noon);
    expect(clock.jump()).toBe(400 * day);
    pass(day - 1);
    expect(clock.now()).toBe(noon + day - 1);
    pass(2);
    expect(clock.now()).toBe(noon + 401 * day + 1);
    expect(clock.jump()).toBeUndefined();
  });

  it('forgets a jump that was taken back', () => {
    const { clock, pass, set } = machine();
    set(400 * day);
    clock.now();
    set(-400 * day);
    pass(2 * day);
    expect(clock.now()).toBe(noon + 2 * day);
    set(400 * day);
    expect(clock.now()).toBe(noon + 2 * day);
  });

  it('is never before a time that an authority has signed', () => {
    const { clock } = machine();
    clock.learn(noon + 5 * day, false);
    expect(clock.now()).toBe(noon + 5 * day);
    clock.learn(noon + day, false);
    expect(clock.now()).toBe(noon + 5 * day);
  });

  it.each([400 * day, -400 * day])(
    'is that of the license server once it has answered, whatever this clock says (%d)',
    (wrong) => {
      const { clock, pass, set } = machine();
      set(wrong);
      clock.learn(noon, true);
      pass(hour);
      expect(clock.now()).toBe(noon + hour);
      expect(clock.jump()).toBe(wrong);
    },
  );
});
