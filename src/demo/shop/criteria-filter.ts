import { z } from 'zod';

const valueSchema = z.union([z.string(), z.number(), z.boolean(), z.null()]);

/** The two kinds of filter this shop knows; `equalsAny` takes a list or, as Shopware does, a string with `|`. */
export const filterSchema = z.discriminatedUnion('type', [
  z.looseObject({ type: z.literal('equals'), field: z.string(), value: valueSchema }),
  z.looseObject({
    type: z.literal('equalsAny'),
    field: z.string(),
    value: z.union([z.array(valueSchema), z.string().transform((list): unknown[] => list.split('|'))]),
  }),
]);

export type Filter = z.infer<typeof filterSchema>;

export function matchesFilters(filters: Filter[], fieldValue: (field: string) => unknown): boolean {
  return filters.every((filter) => {
    const value = fieldValue(filter.field);
    return filter.type === 'equals' ? value === filter.value : filter.value.includes(value as string);
  });
}
