import { z } from 'zod';
import type { Expression, LookupTables } from './expression.ts';
import { ExpressionFault } from './expression-fault.ts';
import { parseExpression } from './expression-parser.ts';

const expressionSchema = z.string().superRefine((text, context) => {
  const parsed = parsedOrFault(text);
  if (parsed instanceof ExpressionFault) context.addIssue({ code: 'custom', message: parsed.message });
});

/** Where the value of one article field comes from: the first expression that is not empty, else the fixed value. */
export const fieldRuleSchema = z.strictObject({
  /** Names of data fields, or expressions: `product.name | cut 40`. */
  from: z.array(expressionSchema).default([]),
  fixed: z.string().optional(),
  /** Cut to so many characters, in addition to the limit of the protocol. */
  length: z.int().positive().optional(),
  /** Cut to so many bytes of UTF-8, where the receiver counts those. */
  bytes: z.int().positive().optional(),
});

const fieldRulesSchema = z.record(z.string().min(1), fieldRuleSchema);

/** Tables for `lookup`, by name; the entry `*` is for what a table does not have. */
export const lookupTablesSchema = z.record(z.string().min(1), z.record(z.string(), z.string()));

/** The article fields of a System: one set for articles, one for the shipping line, one for discount lines. */
export const fieldMappingSchema = z
  .strictObject({
    item: fieldRulesSchema,
    shipping: fieldRulesSchema,
    discount: fieldRulesSchema,
    tables: lookupTablesSchema.optional(),
  })
  .superRefine(reportMissingTables);

export type FieldRule = z.infer<typeof fieldRuleSchema>;
export type FieldRules = Record<string, FieldRule>;
export type FieldMapping = z.infer<typeof fieldMappingSchema>;

const lineKinds = ['item', 'shipping', 'discount'] as const;

/** Adds a fault for every `lookup` of a table that the mapping does not have. */
export function reportMissingTables(
  mapping: { [kind in (typeof lineKinds)[number]]?: FieldRules | undefined } & {
    tables?: LookupTables | undefined;
  },
  context: z.RefinementCtx,
): void {
  for (const kind of lineKinds) {
    for (const [name, { from }] of Object.entries(mapping[kind] ?? {})) {
      from.forEach((text, index) => {
        const path = [kind, name, 'from', index];
        for (const table of missingTables(text, mapping.tables ?? {}))
          context.addIssue({ code: 'custom', message: `there is no table "${table}"`, path });
      });
    }
  }
}

function missingTables(text: string, tables: LookupTables): string[] {
  const parsed = parsedOrFault(text);
  if (parsed instanceof ExpressionFault) return [];
  return parsed.transforms
    .flatMap(({ name, values }) => (name === 'lookup' ? values : []))
    .filter((table) => !Object.hasOwn(tables, table));
}

function parsedOrFault(text: string): Expression | ExpressionFault {
  try {
    return parseExpression(text);
  } catch (fault) {
    if (fault instanceof ExpressionFault) return fault;
    throw fault;
  }
}
