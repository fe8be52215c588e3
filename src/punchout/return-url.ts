import { PunchOutError } from './punchout-error.ts';
import type { System } from './system.ts';

const unprintable = /[\s\\\p{Cc}]/u;
/** Scheme, then a host without anything that another reader could take for a user or another host. */
const plainAuthority = /^https?:\/\/[^/@*]+(\/|$)/i;

/**
 * Checks where a cart is to be sent. The address is parsed once, compared by origin and kept as it was parsed, so that
 * no reader can understand it differently.
 * @param returnHosts `buyer.example`, `buyer.example:8443` (both https), or an origin with its scheme.
 * @throws PunchOutError `return_url_missing`, `return_url_forbidden`
 */
export function allowedReturnUrl(value: string | undefined, returnHosts: readonly string[]): string {
  const text = value?.trim() ?? '';
  if (text === '') throw new PunchOutError('return_url_missing', 'no return address');
  const url = parse(text);
  if (url && returnHosts.some((host) => originOf(host) === url.origin)) return url.href;
  const what = url?.origin ?? text.slice(0, 200);
  throw new PunchOutError('return_url_forbidden', `${what} is not among ${returnHosts.join(', ')}`);
}

/** Where a cart of the System may go: an allowed address or, where it says so, the token that SAP GUI catches. */
export function returnUrlFor(value: string | undefined, system: System): string {
  const sapEvent = system.protocol === 'oci' && system.sapEvent && isSapEvent(value ?? '');
  return sapEvent ? (value ?? '').trim() : allowedReturnUrl(value, system.returnHosts);
}

export function isSapEvent(value: string): boolean {
  return /^sapevent:post$/i.test(value.trim());
}

/** Origin that an entry of `returnHosts` stands for; undefined where it is none. */
export function originOf(host: string): string | undefined {
  const url = parse(/^https?:\/\//i.test(host) ? host : `https://${host}`);
  return url && url.pathname === '/' && url.search === '' && url.hash === '' ? url.origin : undefined;
}

/** A frame or window as HTML names it; anything else would be a way to reach foreign windows by odd names. */
export function frameName(value: string | undefined, otherwise: string): string {
  return value !== undefined && /^(_self|_top|_parent|_blank|[A-Za-z][\w-]{0,63})$/.test(value)
    ? value
    : otherwise;
}

function parse(text: string): URL | undefined {
  if (unprintable.test(text) || !plainAuthority.test(text) || !URL.canParse(text)) return undefined;
  return new URL(text);
}
