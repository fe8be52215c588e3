import { collectGarbage } from './collect-garbage.ts';
import { alternate, type Comparison, comparisonOf, type Pair, secondsOf } from './measure.ts';

const rounds = 5;
const sliceMilliseconds = 200;

/** Compares two pieces of work of this process by how often they are done in a second of processor time. */
export async function compareWork(
  { what, unit }: { what: string; unit: string },
  work: Pair<() => unknown>,
): Promise<Comparison> {
  const sides = { ours: () => rateOf(work.ours), theirs: () => rateOf(work.theirs) };
  await alternate(1, sides);
  return comparisonOf({ what, unit }, await alternate(rounds, sides));
}

/** Runs for a slice of time and counts the processor's: what the neighbours took falls on neither side. */
function rateOf(work: () => unknown): number {
  collectGarbage();
  const endsAt = performance.now() + sliceMilliseconds;
  const before = process.cpuUsage();
  let done = 0;
  do {
    work();
    done += 1;
  } while (performance.now() < endsAt);
  return done / secondsOf(process.cpuUsage(before));
}
