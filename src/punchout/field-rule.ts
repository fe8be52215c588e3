import { z } from 'zod';
import { isDataField } from './data-field.ts';

const dataFieldSchema = z.string().refine(isDataField, {
  error: (issue) => `unknown data field "${String(issue.input)}"`,
});

/** Where the value of one article field comes from: the first data field that is not empty, else the fixed value. */
export const fieldRuleSchema = z.strictObject({
  from: z.array(dataFieldSchema).default([]),
  fixed: z.string().optional(),
  /** Cut to so many characters, in addition to the limit of the protocol. */
  length: z.int().positive().optional(),
});

const fieldRulesSchema = z.record(z.string().min(1), fieldRuleSchema);

/** The article fields of a System: one set for articles, one for the shipping line, one for discount lines. */
export const fieldMappingSchema = z.strictObject({
  item: fieldRulesSchema,
  shipping: fieldRulesSchema,
  discount: fieldRulesSchema,
});

export type FieldRule = z.infer<typeof fieldRuleSchema>;
export type FieldRules = Record<string, FieldRule>;
export type FieldMapping = z.infer<typeof fieldMappingSchema>;
