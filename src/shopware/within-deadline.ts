import { PunchOutError } from '../punchout/punchout-error.ts';

/** When a buyer's patience with the shop ends. */
export interface Deadline {
  millisecondsLeft(): number;
}

/**
 * A buyer waits for the shop so long at most, however many calls it takes; `work` gets the deadline, so that it asks
 * nothing more when nobody waits any longer.
 * @throws PunchOutError `shop_unreachable`, and what `work` throws
 */
export async function withinDeadline<T>(
  work: (deadline: Deadline) => Promise<T>,
  milliseconds: number,
  what: string,
): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const error = new PunchOutError('shop_unreachable', `${what} took more than ${milliseconds} ms`);
    timer = setTimeout(() => reject(error), milliseconds);
  });
  try {
    return await Promise.race([work(deadlineIn(milliseconds)), late]);
  } finally {
    clearTimeout(timer);
  }
}

export function deadlineIn(milliseconds: number): Deadline {
  const end = performance.now() + milliseconds;
  return { millisecondsLeft: () => end - performance.now() };
}
