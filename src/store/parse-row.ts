import { z } from 'zod';
import { PunchOutError } from '../punchout/punchout-error.ts';

/** A column of JSON text. */
export function jsonText<Schema extends z.ZodType>(schema: Schema) {
  return z.string().transform(readJson).pipe(schema);
}

/** A column that SQL leaves null where the domain has undefined. */
export function nullable<Schema extends z.ZodType>(schema: Schema) {
  return schema.nullable().transform((value) => value ?? undefined);
}

/**
 * A row as the domain knows it.
 * @throws PunchOutError `internal_error`, which names columns and never shows what they hold
 */
export function parseRow<Schema extends z.ZodType>(
  schema: Schema,
  row: unknown,
  what: string,
): z.infer<Schema> {
  const result = schema.safeParse(row);
  if (result.success) return result.data;
  const places = result.error.issues.map(({ path, code }) => `${path.join('.')} (${code})`);
  throw new PunchOutError('internal_error', `a stored ${what} cannot be read: ${places.join(', ')}`);
}

function readJson(text: string, context: z.RefinementCtx): unknown {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue({ code: 'custom', message: 'not JSON' });
    return z.NEVER;
  }
}
