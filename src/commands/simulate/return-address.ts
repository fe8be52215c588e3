import { isSapEvent } from '../../punchout/return-url.ts';

/** Where a gateway is told to send the cart, and what that takes. */
export interface ReturnAddress {
  url: string;
  /** How it came about. */
  origin: string;
  /** What the System of the gateway must say; it refuses the call otherwise. */
  needs: string;
}

export function returnAddressOf(
  url: string,
  { hookUrl, receive }: { hookUrl?: string; receive?: boolean },
): ReturnAddress {
  const usual = receive ? 'this machine, for --receive' : 'by default; --hook-url names another';
  return { url, origin: hookUrl === undefined ? usual : 'as given', needs: needsOf(url) };
}

/** Hosts stand in a System without a scheme where it is https. */
function needsOf(url: string): string {
  if (isSapEvent(url)) return 'the System must allow it with sapEvent: true';
  const { protocol, host, origin } = new URL(url);
  return `the System must list ${protocol === 'https:' ? host : origin} in its returnHosts`;
}

export function returnAddressLine({ url, origin, needs }: ReturnAddress): string {
  return `Return address: ${url} (${origin}); ${needs}`;
}
