type Headers = Record<string, string | string[] | undefined>;

/** RFC 9110 section 7.6.1: they speak of one connection, not of the message. And the context token. */
const notPassedBack = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'sw-context-token',
]);

/** What the shop needs of a browser's request; anything else could mean something to a server on the way. */
const passedToShop = [
  'accept',
  'accept-language',
  'cache-control',
  'cookie',
  'pragma',
  'user-agent',
  'x-requested-with',
];

/** They ask for less than all of an answer. */
const ofParts = [
  'if-match',
  'if-modified-since',
  'if-none-match',
  'if-range',
  'if-unmodified-since',
  'range',
];

/** They belong to a body: without one, the next request on the connection would be taken for it. */
const passedWithBody = ['content-length', 'content-type'];

interface PassedRequest {
  origins: { ours: string; shop: string };
  hasBody: boolean;
  isFile: boolean;
}

export function passedRequestHeaders(headers: Headers, { origins, hasBody, isFile }: PassedRequest): Headers {
  return {
    ...named(headers, passedToShop),
    ...(mayBringPage(headers) ? {} : named(headers, ofParts)),
    ...(hasBody ? named(headers, passedWithBody) : {}),
    // Pages are rewritten on their way back.
    'accept-encoding': (isFile && headers['accept-encoding']) || 'identity',
    origin: atShop(headers.origin, origins),
    referer: atShop(headers.referer, origins),
  };
}

function named(headers: Headers, names: readonly string[]): Headers {
  const found: Headers = {};
  for (const name of names) if (headers[name] !== undefined) found[name] = headers[name];
  return found;
}

/** A page is rewritten whole: neither a range of it nor the shop's tag for it is that of what the browser has. */
function mayBringPage(headers: Headers): boolean {
  return headers['sec-fetch-mode'] === 'navigate' || String(headers.accept ?? '').includes('text/html');
}

export function passedResponseHeaders(headers: Headers): Headers {
  const ofConnection = String(headers.connection ?? '').toLowerCase();
  const alsoDropped = ofConnection.split(',').map((name) => name.trim());
  const passed: Headers = {};
  for (const name in headers) {
    if (!notPassedBack.has(name) && !alsoDropped.includes(name)) passed[name] = headers[name];
  }
  return passed;
}

/** An address on the gateway as the shop's own; Shopware compares it with itself. */
function atShop(value: string | string[] | undefined, { ours, shop }: { ours: string; shop: string }) {
  if (typeof value !== 'string' || URL.parse(value)?.origin !== ours) return value;
  return shop + value.slice(ours.length);
}
