import type { TransformName } from './expression-transform.ts';

/** Where a value comes from: a data field by its name, or a text that is always the same. */
export type ExpressionSource = { field: string } | { text: string };

/** One step that changes the value, with its arguments as they are written; `cut 40`, `replace "a" "b"`. */
export interface ExpressionTransform {
  name: TransformName;
  values: readonly string[];
}

export type ExpressionOperator = '=' | '!=' | '<' | '<=' | '>' | '>=' | 'contains';

/** One test of a condition; without a comparison it asks whether the value is not empty. */
export interface ExpressionTest {
  not: boolean;
  left: ExpressionSource;
  comparison?: { operator: ExpressionOperator; right: ExpressionSource };
}

/** Tests that must all hold, as alternatives: `a and b or c` is `[[a, b], [c]]`. */
export type ExpressionCondition = readonly (readonly ExpressionTest[])[];

/** `source { "+" source } { "|" transform } [ "if" condition ]`, the text of one entry of a field rule's `from`. */
export interface Expression {
  sources: readonly ExpressionSource[];
  transforms: readonly ExpressionTransform[];
  condition?: ExpressionCondition;
}

/** Tables by name; `*` is the entry for what a table does not have. */
export type LookupTables = Readonly<Record<string, Readonly<Record<string, string>>>>;
