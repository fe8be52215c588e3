import { Readable } from 'node:stream';
import type { Context } from '../../http/context.ts';
import type { OciCall } from '../start-request.ts';
import { type CatalogueHead, catalogueDocument } from './catalogue-document.ts';
import { catalogueEntries, type Tally } from './catalogue-entries.ts';
import { type CataloguePortion, cataloguePortions } from './catalogue-portions.ts';
import { type DownloadRequest, readDownloadRequest } from './download-request.ts';
import { type FunctionPorts, type OciVisit, visitForAnswer } from './function-call.ts';
import { type UnitNotes, unitNotes } from './unit-notes.ts';

/**
 * DOWNLOADJSON of OCI 5: a page of the catalogue as JSON, at the customer's prices. It is written while the shop is
 * read, so that a large page takes no more memory than a small one. Where the shop fails in the middle the connection
 * is cut: half a catalogue must not look like a whole one.
 * @throws PunchOutError `parameter_missing`, `return_url_forbidden`, `license_*`, `customer_license_*`, `shop_*`
 */
export async function answerDownloadJson(
  context: Context,
  call: OciCall,
  ports: FunctionPorts,
): Promise<number> {
  const request = readDownloadRequest(call);
  const visit = await visitForAnswer(call, ports);
  const shop = ports.shops.byName(visit.system.shop).speaking(visit.system);
  const { contextToken } = await shop.openSession(visit.customer);
  const portions = cataloguePortions(request, contextToken, shop);
  const { value: first } = await portions.next();
  const total = first?.total ?? 0;
  const { log } = context.state;
  const notes = unitNotes({ visit, ports, log });
  const head = headOf(request, total, newTransactionId(ports.surroundings.uuid()));
  const entries = entriesOf(first, portions, { visit, page: request.page, log, notes });
  context.set({ 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': 'no-store' });
  context.body = Readable.from(catalogueDocument(head, entries));
  return Math.max(0, Math.min(request.size, total - (request.page - 1) * request.size));
}

function headOf({ size, page, transactionId }: DownloadRequest, total: number, fresh: string): CatalogueHead {
  return {
    CTI: 'X',
    CURRENTPAGE: page,
    TOTALPAGES: Math.ceil(total / size),
    TOTALITEMS: total,
    TRANSACTIONID: transactionId ?? fresh,
  };
}

/** Digits: one known reader takes it for a number of 64 bits, others for a text. Nothing is kept under it. */
function newTransactionId(uuid: string): string {
  return String(Number.parseInt(uuid.replaceAll('-', '').slice(0, 12), 16));
}

interface Download extends Pick<Context['state'], 'log'> {
  visit: OciVisit;
  page: number;
  notes: UnitNotes;
}

async function* entriesOf(
  first: CataloguePortion | undefined,
  rest: AsyncIterable<CataloguePortion>,
  { visit, page, log, notes }: Download,
): AsyncGenerator<object[], void> {
  const tally: Tally = { sent: 0, leftOut: 0, firstFault: undefined };
  let complete = false;
  const entries = (portion: CataloguePortion) => {
    notes.read(portion.items);
    return catalogueEntries(portion, visit, tally);
  };
  try {
    if (first) yield entries(first);
    for await (const portion of rest) yield entries(portion);
    complete = true;
  } finally {
    const level = complete && tally.leftOut === 0 ? 'info' : 'warn';
    log[level]({ event: 'catalogue_download', system: visit.system.name, page, complete, ...tally });
    await notes.keep();
  }
}
