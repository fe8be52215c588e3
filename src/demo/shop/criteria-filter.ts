import { z } from 'zod';

const valueSchema = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const boundSchema = z.union([z.string(), z.number()]).optional();

const equalsSchema = z.looseObject({ type: z.literal('equals'), field: z.string(), value: valueSchema });
/** `equalsAny` takes a list or, as Shopware does, a string with `|`. */
const equalsAnySchema = z.looseObject({
  type: z.literal('equalsAny'),
  field: z.string(),
  value: z.union([z.array(valueSchema), z.string().transform((list): unknown[] => list.split('|'))]),
});
/** Like MySQL's, it does not tell capitals from small letters. */
const containsSchema = z.looseObject({ type: z.literal('contains'), field: z.string(), value: z.string() });
const rangeSchema = z.looseObject({
  type: z.literal('range'),
  field: z.string(),
  parameters: z.object({ gt: boundSchema, gte: boundSchema, lt: boundSchema, lte: boundSchema }),
});
const multiSchema = z.looseObject({
  type: z.literal('multi'),
  operator: z.preprocess((name) => String(name).toLowerCase(), z.enum(['and', 'or'])),
  get queries() {
    return z.array(filterSchema);
  },
});

type Multi = { type: 'multi'; operator: 'and' | 'or'; queries: Filter[] };
export type Filter =
  | z.infer<typeof equalsSchema>
  | z.infer<typeof equalsAnySchema>
  | z.infer<typeof containsSchema>
  | z.infer<typeof rangeSchema>
  | Multi;

/** The kinds of filter that this shop knows. */
export const filterSchema: z.ZodType<Filter> = z.lazy(() =>
  z.discriminatedUnion('type', [equalsSchema, equalsAnySchema, containsSchema, rangeSchema, multiSchema]),
);

type FieldValue = (field: string) => unknown;

export function matchesFilters(filters: Filter[], fieldValue: FieldValue): boolean {
  return filters.every((filter) => matches(filter, fieldValue));
}

function matches(filter: Filter, fieldValue: FieldValue): boolean {
  switch (filter.type) {
    case 'equals':
      return fieldValue(filter.field) === filter.value;
    case 'equalsAny':
      return filter.value.includes(fieldValue(filter.field) as string);
    case 'contains':
      return text(fieldValue(filter.field)).includes(text(filter.value));
    case 'range':
      return inRange(ordinal(fieldValue(filter.field)), filter.parameters);
    case 'multi': {
      const matching = filter.queries.filter((query) => matches(query, fieldValue)).length;
      return filter.operator === 'or' ? matching > 0 : matching === filter.queries.length;
    }
  }
}

function text(value: unknown): string {
  return typeof value === 'string' ? value.toLowerCase() : '';
}

/** A field without a value is in no range, as in SQL. */
function inRange(value: number, { gt, gte, lt, lte }: z.infer<typeof rangeSchema>['parameters']): boolean {
  return (
    !Number.isNaN(value) &&
    (gt === undefined || value > ordinal(gt)) &&
    (gte === undefined || value >= ordinal(gte)) &&
    (lt === undefined || value < ordinal(lt)) &&
    (lte === undefined || value <= ordinal(lte))
  );
}

/** Numbers as they are; dates, which the database keeps in UTC without saying so, as milliseconds. */
function ordinal(value: unknown): number {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string') return Number.NaN;
  return Date.parse(/^\d{4}-\d{2}-\d{2} [\d:.]+$/.test(value) ? `${value.replace(' ', 'T')}Z` : value);
}
