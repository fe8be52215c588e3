import type { Insertable, Selectable } from 'kysely';
import { z } from 'zod';
import { noticeCodes, type PunchOutSession, type ReturnForm } from '../punchout/session.ts';
import { jsonText, nullable, parseRow } from './parse-row.ts';
import type { Tables } from './tables.ts';

type Row = Selectable<Tables['sessions']>;

const pairsSchema = z.array(z.tuple([z.string(), z.string()]));

const text = z.string().optional();

const pageSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('home') }),
  z.object({ kind: z.literal('cart') }),
  z.object({ kind: z.literal('product'), number: z.string() }),
  z.object({ kind: z.literal('category'), id: z.string() }),
  z.object({ kind: z.literal('search'), term: z.string() }),
]);

const wishSchema = z.object({
  reference: text,
  productId: text,
  number: z.string(),
  quantity: z.string(),
  price: text,
  name: text,
  factor: text,
});

const entrySchema = z.object({ page: pageSchema, lines: z.array(wishSchema) });

const noticeSchema = z.object({
  code: z.enum(noticeCodes),
  article: z.string(),
  before: text,
  after: text,
});

const sessionSchema = z.object({
  id: z.string(),
  protocol: z.enum(['cxml', 'oci']),
  systemId: z.string(),
  systemRevision: z.int(),
  customerId: z.string(),
  status: z.enum(['open', 'returned', 'cancelled', 'expired']),
  operation: z.enum(['create', 'edit', 'inspect', 'source']),
  cartId: z.string(),
  createdAt: z.int(),
  startUntil: z.int(),
  expiresAt: z.int(),
  returnUrl: z.string(),
  returnTarget: z.string(),
  parameters: jsonText(pairsSchema),
  extrinsics: jsonText(pairsSchema),
  details: jsonText(pairsSchema),
  entry: jsonText(entrySchema),
  notices: jsonText(z.array(noticeSchema)),
  protocolData: z.string(),
  enteredAt: nullable(z.int()),
  closedAt: nullable(z.int()),
  cartAsOf: nullable(z.int()),
});

const formSchema = jsonText(
  z.object({
    action: z.string(),
    target: z.string(),
    charset: z.string(),
    method: z.enum(['get', 'post']).optional(),
    fields: pairsSchema,
  }),
);

export const sessionColumns = Object.keys(sessionSchema.shape) as (keyof typeof sessionSchema.shape &
  keyof Row)[];

export function readSession(row: unknown): PunchOutSession {
  return parseRow(sessionSchema, row, 'session');
}

export function readForm(text: string): ReturnForm {
  return parseRow(formSchema, text, 'return form');
}

export function sessionRow(session: PunchOutSession, startTokenHash: string): Insertable<Tables['sessions']> {
  return {
    ...session,
    parameters: JSON.stringify(session.parameters),
    extrinsics: JSON.stringify(session.extrinsics),
    details: JSON.stringify(session.details),
    entry: JSON.stringify(session.entry),
    notices: JSON.stringify(session.notices),
    enteredAt: session.enteredAt ?? null,
    closedAt: session.closedAt ?? null,
    cartAsOf: session.cartAsOf ?? null,
    renewedCookies: null,
    startTokenHash,
    browserKeyHash: null,
    contextToken: null,
    contextTokenHash: null,
    returnForm: null,
    cart: null,
  };
}
