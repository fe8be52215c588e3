import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { requiredDataFolder } from './services/availability.ts';

/** A row of INDEX.md. */
export interface CorpusRow {
  folder: string;
  /** `folder/name`. */
  path: string;
  wellFormed: boolean;
  /** By the newest DTD. */
  valid: boolean;
  /** The document that a derived one was made from. */
  from: string | undefined;
}

export function corpusRows(): CorpusRow[] {
  const sections = readFileSync(join(requiredDataFolder('cxmlCorpus'), 'INDEX.md'), 'utf8').split(/^## /m);
  return sections.slice(1).flatMap(rowsOf);
}

/** Each section is one folder, its table one row per file. */
function rowsOf(section: string): CorpusRow[] {
  const [folder = '', ...lines] = section.split('\n');
  const [names = [], , ...rows] = lines.filter((line) => line.startsWith('|')).map(cellsOf);
  return rows.map((cells) => {
    const cell = (name: string) => cells[names.indexOf(name)];
    const path = `${folder.trim()}/${cell('file')}`;
    const judged = { wellFormed: cell('wf') !== 'NO', valid: cell('valid') === 'y' };
    return { folder: folder.trim(), path, ...judged, from: cell('from') };
  });
}

function cellsOf(line: string): string[] {
  return line
    .split(/(?<!\\)\|/)
    .slice(1, -1)
    .map((cell) => cell.trim());
}

/** `folder/name` of every file there is. */
export function corpusFiles(): string[] {
  const root = requiredDataFolder('cxmlCorpus');
  const folders = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return folders.flatMap(({ name }) => readdirSync(join(root, name)).map((file) => `${name}/${file}`));
}

/** The bytes as they were sent, with the Content-Type; one file has its MIME header with it. */
export function corpusDocument(path: string): { bytes: Buffer; contentType: string } {
  const bytes = readFileSync(join(requiredDataFolder('cxmlCorpus'), path));
  if (!path.endsWith('.txt')) return { bytes, contentType: 'text/xml' };
  const [head = '', contentType = ''] =
    /^[\s\S]*?^Content-Type: (.*)[\s\S]*?\r?\n\r?\n/im.exec(bytes.toString('latin1')) ?? [];
  return { bytes: bytes.subarray(head.length), contentType };
}
