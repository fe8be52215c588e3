import { readFile } from 'node:fs/promises';
import { isMap, isNode, isScalar, isSeq, LineCounter, parseDocument, visit } from 'yaml';
import type { z } from 'zod';
import { fileProblem } from './file-problem.ts';
import { faultsInside, nearBranch, settingProblem } from './setting-problem.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** Everything that is wrong with what the operator wrote, at once. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(faults.join('\n'));
    this.faults = faults;
  }
}

type YamlDocument = ReturnType<typeof parseDocument>;

interface Source {
  path: string;
  lines: LineCounter;
  document: YamlDocument;
}

interface Reading<T> {
  schema: z.ZodType<T>;
  environment: Environment;
  /** What else must hold, told beside the faults of the schema. */
  beside?: z.ZodType | undefined;
}

/**
 * Reads a YAML file by a schema. `${NAME}` in a value stands for a variable of the environment, so that secrets need
 * not be written down.
 * @throws ConfigurationError with every fault as `file:line: setting: problem`
 */
export async function readYamlFile<T>(path: string, reading: Reading<T>): Promise<T> {
  return parseYaml(path, await readText(path), reading);
}

export function parseYaml<T>(path: string, text: string, { schema, environment, beside }: Reading<T>): T {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const source = { path, lines, document };
  const syntax = document.errors.map(
    ({ pos, message }) => `${path}:${lines.linePos(pos[0]).line}: ${message}`,
  );
  // One slip makes the parser stumble many times over.
  if (syntax[0] !== undefined) throw new ConfigurationError([syntax[0]]);
  const missing = substitute(source, environment);
  const written: unknown = document.toJS() ?? {};
  const result = schema.safeParse(written, { error: settingProblem });
  const issues = [result, beside?.safeParse(written)].flatMap((read) => read?.error?.issues ?? []);
  const faults = [...missing, ...issues.flatMap((issue) => faultsOf(issue, source))];
  if (!result.success || faults.length > 0) throw new ConfigurationError(faults);
  return result.data;
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    const problem = cause instanceof Error ? cause.message : String(cause);
    throw new ConfigurationError([fileProblem(cause, path) ?? `${path}: ${problem}`]);
  }
}

function substitute({ path, lines, document }: Source, environment: Environment): string[] {
  const missing: string[] = [];
  visit(document, {
    Scalar(_, node) {
      if (typeof node.value !== 'string') return;
      node.value = node.value.replaceAll(/\$\{([A-Z][A-Z0-9_]*)\}/g, (reference, name: string) => {
        const line = lines.linePos(node.range?.[0] ?? 0).line;
        if (environment[name] === undefined) missing.push(`${path}:${line}: the variable ${name} is not set`);
        return environment[name] ?? reference;
      });
    },
  });
  return missing;
}

function faultsOf(issue: z.core.$ZodIssue, source: Source): string[] {
  if (issue.code === 'invalid_union' && issue.message === faultsInside) {
    const inside = nearBranch(issue.errors) ?? [];
    return inside.flatMap((fault) => faultsOf({ ...fault, path: [...issue.path, ...fault.path] }, source));
  }
  const unknown = issue.code === 'unrecognized_keys' ? issue.keys : [];
  const paths = unknown.length > 0 ? unknown.map((key) => [...issue.path, key]) : [issue.path];
  return paths.map((path) => {
    const name = path.join('.') || 'file';
    const problem = unknown.length > 0 ? 'there is no such setting' : issue.message;
    return `${source.path}:${lineOf(path, source)}: ${name}: ${problem}`;
  });
}

/** Line where the setting begins, or the nearest one around it that stands in the file. */
function lineOf(path: readonly PropertyKey[], { document, lines }: Source): number {
  let node: unknown = document.contents;
  let start = 0;
  for (const part of path) {
    const next = childOf(node, part);
    if (!next) break;
    start = next.start;
    node = next.node;
  }
  return lines.linePos(start).line;
}

function childOf(node: unknown, part: PropertyKey): { node: unknown; start: number } | undefined {
  if (isSeq(node)) {
    const item = node.items[Number(part)];
    return isNode(item) ? { node: item, start: item.range?.[0] ?? 0 } : undefined;
  }
  const pair = isMap(node)
    ? node.items.find(({ key }) => isScalar(key) && String(key.value) === part)
    : undefined;
  return isNode(pair?.key) ? { node: pair.value, start: pair.key.range?.[0] ?? 0 } : undefined;
}
