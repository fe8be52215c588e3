import { alternate, type Comparison, comparisonOf, type Pair, secondsOf } from './measure.ts';

const rounds = 5;
const warmUpRounds = 2;
const slice = { processorSeconds: 0.1, milliseconds: 300 };
const glanceMilliseconds = 10;

/** Compares two pieces of work of this process by how often they are done in a second of processor time. */
export async function compareWork(
  { what, unit }: { what: string; unit: string },
  work: Pair<() => unknown>,
): Promise<Comparison> {
  const sides = { ours: () => rateOf(work.ours), theirs: () => rateOf(work.theirs) };
  await alternate(warmUpRounds, sides);
  return comparisonOf({ what, unit }, await alternate(rounds, sides));
}

/** Counts the processor's time and not the clock's: what the neighbours took falls on neither side. */
function rateOf(work: () => unknown): number {
  const endsAt = performance.now() + slice.milliseconds;
  const before = process.cpuUsage();
  let done = 0;
  let used = 0;
  while (used < slice.processorSeconds && performance.now() < endsAt) {
    done += repeat(work, glanceMilliseconds);
    used = secondsOf(process.cpuUsage(before));
  }
  return done / used;
}

function repeat(work: () => unknown, milliseconds: number): number {
  const endsAt = performance.now() + milliseconds;
  let done = 0;
  do {
    work();
    done += 1;
  } while (performance.now() < endsAt);
  return done;
}
