import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StandardUnits } from '../punchout/unit-of-measure.ts';
import { shortNameCodes } from './short-names.ts';
import { isMeantAsCode, unclearNames } from './unclear-names.ts';

/** A unit of UN/ECE Recommendation 20, or a package of Recommendation 21 with an X before its code. */
interface ListedUnit {
  code: string;
  name: string;
  symbol: string | undefined;
}

interface ListedUnits {
  all: ListedUnit[];
  codes: ReadonlySet<string>;
  /** By name in lower case; a name of several units is left out. */
  byName: ReadonlyMap<string, string>;
}

export interface UnitList extends StandardUnits {
  /** Units that have the text as their code or symbol, or in their name; the best ones first. */
  find(text: string): ListedUnit[];
}

/**
 * Codes of the shop's units for all Systems. Deleted and deprecated codes are no part of the lists.
 * @param shared unit of the shop to its code, as the operator has set it: comes before everything else
 *
 * rec20.tsv: UN/ECE Recommendation 20, revision 17 (2021), from the public domain data set (PDDL 1.0) of
 * github.com/datasets/unece-units-of-measure, rows marked X and D left out. rec21.tsv: the everyday packages of
 * UN/ECE Recommendation 21.
 */
export function createStandardUnits(shared: Readonly<Record<string, string>>): UnitList {
  let listed: ListedUnits | undefined;
  // Read when the first unit is asked for: many a gateway needs the shared table only.
  const lists = () => (listed ??= readLists());
  return {
    codeOf: (unit) => (Object.hasOwn(shared, unit) ? shared[unit] : listedCode(unit, lists)),
    find: (text) => found(text, lists().all),
  };
}

function listedCode(unit: string, lists: () => ListedUnits): string | undefined {
  const text = unit.normalize('NFC').replaceAll(/\s+/g, ' ').trim().replace(/\.$/, '');
  const name = text.toLowerCase();
  const short = shortNameCodes.get(name);
  if (short !== undefined) return short;
  const { codes, byName } = lists();
  if (/[A-Z]/.test(text) && codes.has(text) && isMeantAsCode(text)) return text;
  return unclearNames.has(name) ? undefined : byName.get(name);
}

function readLists(): ListedUnits {
  const all = ['rec20.tsv', 'rec21.tsv'].flatMap(readList);
  const names = Map.groupBy(all, ({ name }) => plainName(name));
  const byName = [...names].flatMap(([name, units]): [string, string][] =>
    units.length === 1 && units[0] ? [[name, units[0].code]] : [],
  );
  return { all, codes: new Set(all.map(({ code }) => code)), byName: new Map(byName) };
}

/** `cup [unit of volume]` is a cup, as the package is: the word alone says too little. */
function plainName(name: string): string {
  return name.replace(/ \[.*\]$/, '').toLowerCase();
}

function readList(file: string): ListedUnit[] {
  const lines = readFileSync(join(import.meta.dirname, file), 'utf8')
    .trimEnd()
    .split('\n');
  return lines.map((line) => {
    const [code = '', name = '', symbol] = line.split('\t');
    return { code, name, symbol };
  });
}

function found(text: string, all: readonly ListedUnit[]): ListedUnit[] {
  const wanted = text.trim().toLowerCase();
  const short = shortNameCodes.get(wanted);
  const ranked = all.map((unit) => ({ unit, rank: rankOf(unit, wanted, short) }));
  return ranked
    .filter(({ rank }) => rank > 0)
    .sort((left, right) => right.rank - left.rank)
    .map(({ unit }) => unit);
}

/** 0 where the unit is not meant. */
function rankOf({ code, name, symbol }: ListedUnit, wanted: string, short: string | undefined): number {
  if (code === short) return 4;
  if ([code, symbol, name].some((value) => value?.toLowerCase() === wanted)) return 3;
  if (name.toLowerCase().startsWith(wanted)) return 2;
  return name.toLowerCase().includes(wanted) ? 1 : 0;
}
