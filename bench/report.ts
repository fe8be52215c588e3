import type { Comparison } from './measure.ts';

export interface Section {
  title: string;
  /** What stands beside Punchgate. */
  peer: string;
  note: string;
  rows: Comparison[];
}

const headings = ['', 'unit', 'Punchgate', 'beside', 'ratio', 'lowest', 'highest'];

/** A section as a table that a person can read; the ratio is ours divided by theirs. */
export function tableOf({ title, peer, note, rows }: Section): string {
  const lines = [headings, ...rows.map(cellsOf)];
  const widths = headings.map((_, column) => Math.max(...lines.map((line) => (line[column] ?? '').length)));
  const text = lines.map((line) =>
    line.map((cell, column) => aligned(cell, column, widths[column] ?? 0)).join('  '),
  );
  return [title, `beside: ${peer}`, note, '', ...text.map((line) => line.trimEnd()), ''].join('\n');
}

function cellsOf({ what, unit, ours, theirs, ratio }: Comparison): string[] {
  return [what, unit, ...[ours, theirs, ratio.median, ratio.lowest, ratio.highest].map(readable)];
}

/** Text to the left, numbers to the right. */
function aligned(cell: string, column: number, width: number): string {
  return column < 2 ? cell.padEnd(width) : cell.padStart(width);
}

/** Three digits say all that a measurement like this can. */
function readable(value: number): string {
  return Number(value.toPrecision(3)).toLocaleString('en-US', { maximumFractionDigits: 4 });
}
