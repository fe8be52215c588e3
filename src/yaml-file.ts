import { readFile } from 'node:fs/promises';
import { isMap, isNode, isScalar, isSeq, LineCounter, parseDocument, visit } from 'yaml';
import type { z } from 'zod';

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

/**
 * Reads a YAML file by a schema. `${NAME}` in a value stands for a variable of the environment, so that secrets need
 * not be written down.
 * @throws ConfigurationError with every fault as `file:line: setting: problem`
 */
export async function readYamlFile<T>(
  path: string,
  schema: z.ZodType<T>,
  environment: Environment,
): Promise<T> {
  return parseYaml(path, await readText(path), { schema, environment });
}

export function parseYaml<T>(
  path: string,
  text: string,
  { schema, environment }: { schema: z.ZodType<T>; environment: Environment },
): T {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const source = { path, lines, document };
  const syntax = document.errors.map(
    ({ pos, message }) => `${path}:${lines.linePos(pos[0]).line}: ${message}`,
  );
  // One slip makes the parser stumble many times over.
  if (syntax[0] !== undefined) throw new ConfigurationError([syntax[0]]);
  const missing = substitute(source, environment);
  const result = schema.safeParse(document.toJS() ?? {}, { error: problemOf });
  const wrong = result.success ? [] : result.error.issues.flatMap((issue) => faultsOf(issue, source));
  if (!result.success || missing.length > 0) throw new ConfigurationError([...missing, ...wrong]);
  return result.data;
}

/** What zod would say in its own words, in those of an operator. */
function problemOf(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.code !== 'invalid_type') return undefined;
  if (issue.input === undefined) return 'is missing';
  return issue.expected === 'string' && typeof issue.input === 'number' ? 'must stand in quotes' : undefined;
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    throw new ConfigurationError([`${path}: ${cause instanceof Error ? cause.message : String(cause)}`]);
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
