/** Median, lowest and highest of the rounds. */
interface Spread {
  median: number;
  lowest: number;
  highest: number;
}

/** One line of a table: medians of both sides, and ours divided by theirs round by round. */
export interface Comparison {
  what: string;
  unit: string;
  ours: number;
  theirs: number;
  ratio: Spread;
}

export interface Pair<Value> {
  ours: Value;
  theirs: Value;
}

/** Lets both sides take turns, so that a busy minute of the machine falls on both. */
export async function alternate<Value>(
  rounds: number,
  { ours, theirs }: Pair<() => Value | Promise<Value>>,
): Promise<Pair<Value>[]> {
  const pairs: Pair<Value>[] = [];
  for (let round = 0; round < rounds; round += 1) {
    pairs.push({ ours: await ours(), theirs: await theirs() });
  }
  return pairs;
}

export function comparisonOf(
  { what, unit }: { what: string; unit: string },
  pairs: Pair<number>[],
): Comparison {
  return {
    what,
    unit,
    ours: spreadOf(pairs.map(({ ours }) => ours)).median,
    theirs: spreadOf(pairs.map(({ theirs }) => theirs)).median,
    ratio: spreadOf(pairs.map(({ ours, theirs }) => ours / theirs)),
  };
}

/** Processor time of a process, as Node gives it. */
export function secondsOf({ user, system }: NodeJS.CpuUsage): number {
  return (user + system) / 1_000_000;
}

function spreadOf(values: number[]): Spread {
  const sorted = values.toSorted((left, right) => left - right);
  const at = (index: number) => sorted[index] ?? Number.NaN;
  const middle = (sorted.length - 1) / 2;
  return {
    median: (at(Math.floor(middle)) + at(Math.ceil(middle))) / 2,
    lowest: at(0),
    highest: at(sorted.length - 1),
  };
}
