import type { z } from 'zod';

type RawIssue = z.core.$ZodRawIssue;
type Issue = z.core.$ZodIssue;
type Branch = Issue[];

/** A value that is meant as one of several things and has its faults further inside. */
export const faultsInside = 'does not fit';

const typeWords: Record<string, string> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  tuple: 'a list',
  object: 'a mapping of settings',
  record: 'a mapping',
  null: 'empty',
};

/** What zod would say of a setting in its own words, in those of an operator. */
export function settingProblem(issue: RawIssue): string | undefined {
  if (issue.code === 'invalid_type') return typeProblem(issue);
  if (issue.code === 'invalid_value') return valueProblem(issue.values, issue.input);
  if (issue.code === 'too_small' || issue.code === 'too_big') return sizeProblem(issue);
  if (issue.code === 'invalid_format') return formatProblem(issue);
  if (issue.code === 'invalid_union') return unionProblem(issue);
  if (issue.code === 'invalid_key') return `this name is not allowed: ${issue.issues[0]?.message ?? ''}`;
  return undefined;
}

function typeProblem({ expected, input, path = [] }: RawIssue & { code: 'invalid_type' }): string {
  if (input === undefined) return 'is missing';
  if (expected === 'string' && typeof input === 'number') return 'must stand in quotes';
  if (expected === 'int' && typeof input === 'number') return 'must be a whole number';
  if (path.length === 0 && expected === 'object')
    return `must be a mapping of settings, not ${kindOf(input)}`;
  return wanted([typeWords[expected] ?? expected], kindOf(input));
}

/** What stands there instead, without its text: it may be a secret. */
function kindOf(input: unknown): string {
  if (input === null) return 'empty';
  if (Array.isArray(input)) return 'a list';
  return typeWords[typeof input] ?? typeof input;
}

function valueProblem(values: readonly z.core.util.Primitive[], input: unknown): string {
  if (input === undefined) return `is missing: ${anyOf(values.map(String))}`;
  return wanted(values.map(String), named(input));
}

function named(input: unknown): string {
  if (typeof input === 'string') return `"${input.slice(0, 40)}"`;
  return typeof input === 'object' ? kindOf(input) : String(input);
}

function wanted(choices: readonly string[], got: string): string {
  return `must be ${anyOf(choices)}, not ${got}`;
}

function anyOf(choices: readonly string[]): string {
  const last = choices.at(-1) ?? '';
  return choices.length < 2 ? last : `${choices.slice(0, -1).join(', ')} or ${last}`;
}

function sizeProblem(issue: RawIssue & { code: 'too_small' | 'too_big' }): string {
  const small = issue.code === 'too_small';
  const limit = Number(small ? issue.minimum : issue.maximum);
  if (issue.origin === 'string' || issue.origin === 'array')
    return small && limit === 1 ? 'must not be empty' : countProblem(issue.origin, { small, limit });
  const border =
    issue.inclusive === false ? (small ? 'more than' : 'less than') : `at ${small ? 'least' : 'most'}`;
  return `must be ${border} ${limit}`;
}

function countProblem(origin: string, { small, limit }: { small: boolean; limit: number }): string {
  const [one, many] = origin === 'string' ? ['character', 'characters'] : ['entry', 'entries'];
  return `must have at ${small ? 'least' : 'most'} ${limit} ${limit === 1 ? one : many}`;
}

function formatProblem({ format, note, input }: RawIssue & { code: 'invalid_format' }): string {
  if (format !== 'url') return 'is not written as this setting must be';
  const scheme = note === 'Invalid protocol' ? URL.parse(String(input))?.protocol : undefined;
  return scheme
    ? `an address that begins with ${scheme} is of the wrong kind`
    : 'is no whole address, with its scheme and host';
}

/** One of several is meant: the first that is of the right type at least is told, else all that there are. */
function unionProblem(issue: RawIssue & { code: 'invalid_union' }): string {
  const { discriminator, options, input } = issue;
  if (discriminator !== undefined) {
    const chosen = (input as Record<string, unknown> | null)?.[discriminator];
    return valueProblem((options ?? []) as z.core.util.Primitive[], chosen);
  }
  const [near] = nearBranch(issue.errors) ?? [];
  if (near) return near.path.length > 0 ? faultsInside : near.message;
  const choices = issue.errors.flatMap(([fault]) => (fault ? choicesOf(fault) : []));
  const closed = issue.errors.every(([fault]) => fault?.code === 'invalid_value');
  return wanted([...new Set(choices)], closed ? named(input) : kindOf(input));
}

function choicesOf(fault: Issue): string[] {
  if (fault.code === 'invalid_type') return [typeWords[fault.expected] ?? fault.expected];
  return fault.code === 'invalid_value' ? fault.values.map(String) : [];
}

/** Of what a value may be, the first one that it is in its outward form. */
export function nearBranch(branches: readonly Branch[]): Branch | undefined {
  return branches.find(([first]) => {
    const outward =
      first?.path.length === 0 && (first.code === 'invalid_type' || first.code === 'invalid_value');
    return first !== undefined && !outward;
  });
}
