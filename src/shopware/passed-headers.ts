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

/** What a browser must not choose for the shop, and what tells about the way to us. */
const keptFromShop = [
  'accept-encoding',
  'authorization',
  'expect',
  'forwarded',
  'host',
  'sw-access-key',
  'sw-context-token',
  'via',
  'x-real-ip',
];

export function passedRequestHeaders(headers: Headers, origins: { ours: string; shop: string }): Headers {
  const passed = without(headers, keptFromShop);
  const names = Object.keys(passed).filter((name) => name.startsWith('x-forwarded-'));
  return {
    ...without(passed, names),
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
