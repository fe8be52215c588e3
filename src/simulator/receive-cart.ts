import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { decodeForm, type FormPair } from '../http/form.ts';
import { type Html, html } from '../http/html.ts';
import { readBody } from '../http/read-body.ts';
import { asPunchOutError } from '../punchout/punchout-error.ts';
import { counted } from './counted.ts';

/** A cart as the browser of the buyer has posted it. */
export interface ReceivedCart {
  fields: readonly FormPair[];
  /** Query of the address that it was posted to. */
  query: readonly FormPair[];
}

export interface CartReceiver {
  listener: RequestListener;
  /** The first cart that comes. */
  cart: Promise<ReceivedCart>;
}

/** Where a person begins a visit that a link alone cannot begin. */
export interface Entry {
  path: string;
  /** Where the browser goes on to. */
  location?: string | undefined;
  /** Or the page that takes it there. */
  page?: Html | undefined;
}

/** Where a visit that is left goes on to, for platforms that name an address for it. */
export const cancelPath = '/cancelled';

const limits = { maxBytes: 20_000_000, maxFields: 200_000 };

/** Takes a cart as a procurement system would, and shows the person at the browser that it has come. */
export function createCartReceiver(entry?: Entry): CartReceiver {
  let keep: (cart: ReceivedCart) => void = () => undefined;
  const cart = new Promise<ReceivedCart>((resolve) => {
    keep = resolve;
  });
  const listener: RequestListener = async (request, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.setHeader('cache-control', 'no-store');
    response.setHeader('referrer-policy', 'no-referrer');
    if (request.method === 'GET' && pathOf(request) === cancelPath) {
      response.end(page('Left without a cart').text);
      return keep({ fields: [], query: [] });
    }
    if (request.method !== 'POST') return show(response, request.url === entry?.path ? entry : undefined);
    try {
      const received = await readCart(request);
      response.end(page(`Cart received: ${counted(received.fields.length, 'field')}`).text);
      keep(received);
    } catch (thrown) {
      response.writeHead(400).end(page(asPunchOutError(thrown).detail).text);
    }
  };
  return { listener, cart };
}

function pathOf({ url = '' }: IncomingMessage): string {
  return url.split('?')[0] ?? '';
}

function show(response: ServerResponse, entry: Entry | undefined): void {
  if (entry?.location !== undefined) response.writeHead(303, { location: entry.location }).end();
  else if (entry?.page) response.end(entry.page.text);
  else response.writeHead(405, { allow: 'POST' }).end(page('Carts are posted here').text);
}

async function readCart(request: IncomingMessage): Promise<ReceivedCart> {
  const query = (request.url ?? '').split('?')[1] ?? '';
  const body = await readBody(request, limits.maxBytes, 'form_too_large');
  return { fields: pairs(body), query: pairs(Buffer.from(query)) };
}

function pairs(bytes: Buffer): FormPair[] {
  return decodeForm(bytes, { maxFields: limits.maxFields });
}

function page(message: string): Html {
  return html`<!doctype html><html lang="en"><meta charset="utf-8"><title>Punchgate</title><h1>${message}</h1>`;
}
