/** `2026-11-24T01:49:37.075+00:00`, as PHP writes it. */
export function wireDate(date: Date): string {
  return date.toISOString().replace('Z', '+00:00');
}

/** The day so many days later, at the hour Shopware counts deliveries to. */
export function deliveryDay(from: Date, days: number): string {
  const day = new Date(from.getTime() + days * 86_400_000);
  return `${day.toISOString().slice(0, 10)}T16:00:00.000+00:00`;
}
