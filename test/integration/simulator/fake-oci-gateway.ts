import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { startServer } from '../../unit/shopware/loopback-server.ts';
import { secret } from './buyers.ts';

type Validation = 'VALIDATE' | 'QUANTITYCHECK';
type Call = 'login' | 'refusal' | 'DETAIL' | Validation | 'SOURCING' | 'BACKGROUND_SEARCH' | 'DOWNLOADJSON';

interface Reply {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** Lets in too. */
export const fakeToken = 'token-1';

/** What a gateway can do wrong. */
export interface OciFaults {
  /** Changes an answer. */
  change?(reply: Reply, call: Call, parameters: URLSearchParams): Partial<Reply>;
}

const item: [string, string][] = [
  ['DESCRIPTION', 'Hammer'],
  ['QUANTITY', '1.000'],
  ['UNIT', 'PCE'],
  ['PRICE', '10.000'],
  ['CURRENCY', 'EUR'],
  ['VENDORMAT', 'HAM-001'],
];

const inputs = item
  .map(([name, value]) => `<input type="hidden" name="NEW_ITEM-${name}[1]" value="${value}">`)
  .join('');
const form = `<form method="post" action="https://buyer.example/return">${inputs}`;
const article = Object.fromEntries(item.map(([name, value]) => [name, value]));
const catalogue = {
  CTI: 'X',
  CURRENTPAGE: 1,
  TOTALPAGES: 1,
  TOTALITEMS: 1,
  TRANSACTIONID: 'ab12',
  Items: [{ NEWITEM: article }],
};

const bodies: Record<Call, string> = {
  login: '',
  refusal: '<p>Not accepted</p>',
  DETAIL: '',
  VALIDATE: `${form}</form><script>document.forms[0].submit()</script>`,
  QUANTITYCHECK: `${form}</form>`,
  SOURCING: '<p>1 hit</p>',
  BACKGROUND_SEARCH: `${form}<button type="submit">Take over</button></form>`,
  DOWNLOADJSON: JSON.stringify(catalogue),
};

/** A small gateway that does everything right but its faults. Answers its address. */
export async function startFakeOciGateway({ change }: OciFaults = {}): Promise<string> {
  const opened = new Set<string>();
  const { origin } = await startServer((request, response) => {
    if (request.method === 'POST') void answer(request, response);
    else showShop(request.url ?? '', response);
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const parameters = new URLSearchParams(await text(request));
    const call = callOf(parameters);
    const reply = replyTo(call, parameters);
    const { status, headers, body } = { ...reply, ...change?.(reply, call, parameters) };
    response.writeHead(status, headers).end(body);
  }

  function showShop(url: string, response: ServerResponse): void {
    response.writeHead(url === '/refused' ? 403 : opened.has(url) ? 410 : 200).end(pageAt(url));
    opened.add(url);
  }

  return `${origin}/oci`;
}

function callOf(parameters: URLSearchParams): Call {
  const hasPassword = parameters.get('USERNAME') === 'erika' && parameters.get('PASSWORD') === secret;
  if (!hasPassword && parameters.get('TOKEN') !== fakeToken) return 'refusal';
  return (parameters.get('FUNCTION') ?? 'login') as Call;
}

/** A notice names the article that is not there. */
function pageAt(url: string): string {
  const [, place, number] = /^\/(article|notice)\?number=(.*)$/.exec(url) ?? [];
  if (place === 'article') return `<h1>Hammer ${number}</h1>`;
  return place === 'notice' ? `<p>${number} was not found</p>` : '<p>Shop</p>';
}

function replyTo(call: Call, parameters: URLSearchParams): Reply {
  const kept = { 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' };
  const type = call === 'DOWNLOADJSON' ? 'application/json' : 'text/html; charset=utf-8';
  const headers = { ...kept, 'content-type': type };
  if (call === 'login')
    return { status: 303, headers: { ...headers, location: `/start/${randomUUID()}` }, body: '' };
  const number = parameters.get('PRODUCTID') ?? '';
  if (call === 'DETAIL') {
    const place = number === 'HAM-001' ? 'article' : 'notice';
    return { status: 303, headers: { ...headers, location: `/${place}?number=${number}` }, body: '' };
  }
  const validates = call === 'VALIDATE' || call === 'QUANTITYCHECK';
  const unknown = validates && number !== 'HAM-001';
  return { status: call === 'refusal' ? 403 : 200, headers, body: unknown ? '' : bodies[call] };
}
