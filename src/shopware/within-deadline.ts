import { PunchOutError } from '../punchout/punchout-error.ts';

/**
 * A buyer waits for the shop so long at most, however many calls it takes.
 * @throws PunchOutError `shop_unreachable`, and what `work` throws
 */
export async function withinDeadline<T>(work: Promise<T>, milliseconds: number, what: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_, reject) => {
    const late = new PunchOutError('shop_unreachable', `${what} took more than ${milliseconds} ms`);
    timer = setTimeout(() => reject(late), milliseconds);
  });
  try {
    return await Promise.race([work, deadline]);
  } finally {
    clearTimeout(timer);
  }
}
