import { alternate, type Comparison, comparisonOf, type Pair } from './measure.ts';

const rounds = 5;
const warmUpRounds = 2;

/** Compares two pieces of waiting work by the median of how long one takes, in microseconds. Less is better. */
export async function compareLatency(
  what: string,
  work: Pair<(index: number) => Promise<unknown>>,
  times: number,
): Promise<Comparison> {
  const sides = { ours: () => medianOf(work.ours, times), theirs: () => medianOf(work.theirs, times) };
  await alternate(warmUpRounds, sides);
  return comparisonOf({ what, unit: 'µs, median' }, await alternate(rounds, sides));
}

async function medianOf(work: (index: number) => Promise<unknown>, times: number): Promise<number> {
  const taken: number[] = [];
  for (let index = 0; index < times; index += 1) {
    const before = performance.now();
    await work(index);
    taken.push((performance.now() - before) * 1000);
  }
  return taken.toSorted((left, right) => left - right)[Math.floor(times / 2)] ?? Number.NaN;
}
