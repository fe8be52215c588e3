import { expect } from 'vitest';
import { PunchOutError } from '../../../src/punchout/punchout-error.ts';
import type { Reason } from '../../../src/punchout/reasons.ts';

/** The refusal that an action ends in; fails where it ends otherwise. */
export async function refusalOf(action: () => unknown): Promise<PunchOutError> {
  try {
    await action();
  } catch (thrown) {
    if (thrown instanceof PunchOutError) return thrown;
    throw thrown;
  }
  throw new Error('was not refused');
}

export async function expectRefusal(reason: Reason, action: () => unknown): Promise<void> {
  expect((await refusalOf(action)).reason).toBe(reason);
}
