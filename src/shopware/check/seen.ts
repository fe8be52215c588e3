import { PunchOutError } from '../../punchout/punchout-error.ts';

/** What came of a question to the shop. */
export type Seen<T> =
  | { is: 'seen'; value: T }
  | { is: 'fault'; fault: PunchOutError }
  | { is: 'unasked'; why: string };

/** What `work` finds; a refusal is a finding too. */
export async function look<T>(work: () => Promise<T>): Promise<Seen<T>> {
  try {
    return { is: 'seen', value: await work() };
  } catch (error) {
    if (error instanceof PunchOutError) return { is: 'fault', fault: error };
    throw error;
  }
}

export function unasked(why: string): { is: 'unasked'; why: string } {
  return { is: 'unasked', why };
}

/** `look`, or not where there is nothing to be seen any more. */
export type Ask = <T>(work: () => Promise<T>) => Promise<Seen<T>>;
