import type { IncomingHttpHeaders } from 'node:http';
import type { PassedCall } from '../punchout/connector.ts';

/**
 * What a shop is told of a call besides its body. Cookies are those of our own host; headers of a connection, and names
 * that a server on the way may obey, are left out.
 */
const passedToShop = [
  'accept',
  'accept-encoding',
  'accept-language',
  'mime-version',
  'origin',
  'referer',
  'user-agent',
];

const passedToCaller = [
  'content-disposition',
  'content-encoding',
  'content-language',
  'content-security-policy',
  'content-type',
  'location',
  'mime-version',
  'retry-after',
  'x-content-type-options',
  'x-frame-options',
];

/**
 * The caller's address is told as any proxy tells it. The host is not: a shop that trusts us would write its links with
 * it, and they would lead the buyer to us instead of to the shop.
 */
export function passedCallHeaders({ protocol, headers, body, caller }: PassedCall): PassedCall['headers'] {
  const passed = Object.fromEntries(passedToShop.map((name) => [name, headers[name]]));
  const forwardedFor = [headers['x-forwarded-for'] ?? [], caller].flat().join(', ');
  const ofBody = body && { 'content-type': headers['content-type'], 'content-length': String(body.length) };
  // A browser means our host with its password, a procurement system the service behind its address.
  const authorization = protocol === 'cxml' ? headers.authorization : undefined;
  return { ...passed, ...ofBody, authorization, 'x-forwarded-for': forwardedFor };
}

/** A place on the shop itself is named in full: the caller would look for it on our host. */
export function relayedHeaders(
  headers: IncomingHttpHeaders,
  address: URL,
): Record<string, string | string[]> {
  const passed = passedToCaller.flatMap((name): [string, string | string[]][] => {
    const value = headers[name];
    return value === undefined ? [] : [[name, value]];
  });
  const location =
    headers.location === undefined ? undefined : URL.parse(headers.location, address.href)?.href;
  return { ...Object.fromEntries(passed), ...(location === undefined ? {} : { location }) };
}
