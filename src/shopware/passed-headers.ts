type Headers = Record<string, string | string[] | undefined>;

/** RFC 9110 section 7.6.1: they speak of one connection, not of the message. */
const hopByHop = [
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
];

/** What the shop needs of a browser's request; anything else could mean something to a server on the way. */
const passedToShop = [
  'accept',
  'accept-language',
  'cache-control',
  'cookie',
  'if-match',
  'if-modified-since',
  'if-none-match',
  'if-range',
  'if-unmodified-since',
  'pragma',
  'range',
  'user-agent',
  'x-requested-with',
];

/** They belong to a body: without one, the next request on the connection would be taken for it. */
const passedWithBody = ['content-length', 'content-type'];

export function passedRequestHeaders(
  headers: Headers,
  { origins, hasBody }: { origins: { ours: string; shop: string }; hasBody: boolean },
): Headers {
  const names = [...passedToShop, ...(hasBody ? passedWithBody : [])];
  return {
    ...Object.fromEntries(names.map((name) => [name, headers[name]])),
    // Pages are rewritten on their way back.
    'accept-encoding': 'identity',
    origin: atShop(headers.origin, origins),
    referer: atShop(headers.referer, origins),
  };
}

export function passedResponseHeaders(headers: Headers): Headers {
  return without(headers, ['sw-context-token']);
}

function without(headers: Headers, names: readonly string[]): Headers {
  const named = String(headers.connection ?? '').split(',');
  const dropped = new Set([...hopByHop, ...names, ...named.map((name) => name.trim().toLowerCase())]);
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !dropped.has(name)));
}

/** An address on the gateway as the shop's own; Shopware compares it with itself. */
function atShop(value: string | string[] | undefined, { ours, shop }: { ours: string; shop: string }) {
  if (typeof value !== 'string' || URL.parse(value)?.origin !== ours) return value;
  return shop + value.slice(ours.length);
}
