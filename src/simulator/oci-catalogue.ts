import { z } from 'zod';

/** A page of a catalogue (OCI 5), as far as it could be read. */
export interface Catalogue {
  items?: Record<string, unknown>[];
  fault?: string;
}

const count = z.coerce.number().int().nonnegative();
const itemSchema = z.record(z.string(), z.unknown());

/** Receivers read names without regard to case and underscores: `Items`, `ITEMS`, `NEWITEM`, `NEW_ITEM`. */
const pageSchema = z.object({
  currentpage: count,
  totalpages: count,
  totalitems: count,
  transactionid: z.union([z.string().min(1), z.number()]),
  items: z.array(itemSchema),
});

export function readCatalogue(text: string): Catalogue {
  const page = pageSchema.safeParse(plainNames(parsed(text)));
  if (!page.success)
    return {
      fault: page.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '),
    };
  return { items: page.data.items.map((item) => itemSchema.catch({}).parse(plainNames(item).newitem)) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function plainNames(value: unknown): Record<string, unknown> {
  const entries = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  return Object.fromEntries(
    entries.map(([name, content]) => [name.toLowerCase().replaceAll('_', ''), content]),
  );
}

const needed = ['description', 'unit', 'price', 'currency', 'vendormat'];

/** What a buyer's system would stumble over. */
export function catalogueFaults({ items, fault }: Catalogue, contentType: string): string[] {
  if (!items) return [`no catalogue: ${fault}`];
  const type = /^application\/json\b/i.test(contentType) ? [] : [contentType];
  const empty = items.length === 0 ? ['no articles'] : [];
  const incomplete = items.flatMap((item, index) => {
    const names = plainNames(item);
    const missing = needed.filter((name) => (names[name] ?? '') === '');
    return missing.length === 0 ? [] : [`article ${index + 1} has no ${missing.join(', ').toUpperCase()}`];
  });
  return [...type, ...empty, ...incomplete];
}
