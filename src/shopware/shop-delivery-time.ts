import { z } from 'zod';
import { extraObject, extraText } from './php-json.ts';

/** Shopware's delivery time, e.g. 1 to 3 days. */
export const shopDeliveryTimeSchema = z.object({
  max: z.number().min(0),
  unit: z.enum(['hour', 'day', 'week', 'month', 'year']),
  name: extraText,
  translated: extraObject({ name: extraText }),
});

export type ShopDeliveryTime = z.infer<typeof shopDeliveryTimeSchema>;

const daysOf = { hour: 1 / 24, day: 1, week: 7, month: 30, year: 365 } as const;
const dayMilliseconds = 24 * 60 * 60 * 1000;

/** Days until it is there at the latest: a buyer's system plans with the late date. */
export function daysOfDeliveryTime({ max, unit }: Pick<ShopDeliveryTime, 'max' | 'unit'>): string {
  return String(Math.ceil(max * daysOf[unit]));
}

/** Calendar days (UTC) from now to a date of the shop; undefined for a date that is past or none. */
export function daysUntil(date: string, now: number): string | undefined {
  const days = Math.floor(Date.parse(date) / dayMilliseconds) - Math.floor(now / dayMilliseconds);
  return days >= 0 ? String(days) : undefined;
}
