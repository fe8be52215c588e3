import type { Egress } from '../../http/egress.ts';

export interface TimedCall {
  /** Method and path. */
  call: string;
  milliseconds: number;
  /** How far the clock of the shop is ahead of ours; undefined where there was no answer or no `Date` in it. */
  clockAheadMilliseconds?: number;
}

/** Notes in `calls` how long each text took, also one that never came. */
export function timedEgress(egress: Egress, now: () => number, calls: TimedCall[]): Egress {
  return {
    ...egress,
    async requestText(request) {
      const sent = now();
      const call = `${request.method} ${new URL(request.url).pathname}`;
      const took = () => Math.round(now() - sent);
      try {
        const answer = await egress.requestText(request);
        const milliseconds = took();
        calls.push({ call, milliseconds, ...clockOf(answer.headers.date, sent + milliseconds / 2) });
        return answer;
      } catch (error) {
        calls.push({ call, milliseconds: took() });
        throw error;
      }
    },
  };
}

/** `Date` has whole seconds, cut off: on average it is half a second later. */
function clockOf(date: string | undefined, ours: number): Pick<TimedCall, 'clockAheadMilliseconds'> {
  const theirs = Date.parse(date ?? '');
  return Number.isNaN(theirs) ? {} : { clockAheadMilliseconds: Math.round(theirs + 500 - ours) };
}
