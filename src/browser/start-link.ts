import type { Shops } from '../punchout/shop.ts';
import type { System } from '../punchout/system.ts';

export const startPath = '/punchgate/start';

/** What a start link is opened for. */
export interface StartLink {
  startToken: string;
  /** The browser was asked to send a cookie along. */
  asked: boolean;
  /** The link was opened in a window of its own, out of a frame that keeps no cookies. */
  ownWindow: boolean;
}

/** A start link on the host of the System's shop. */
export function startPageUrl(shops: Shops): (startToken: string, system: System) => string {
  return (startToken, { shop }) => `${shops.byName(shop).publicUrl}${startPath}/${startToken}`;
}

/** Path and query of a start link. */
export function startLinkPath({ startToken, asked, ownWindow }: StartLink): string {
  const query = [...(ownWindow ? ['window=own'] : []), ...(asked ? ['cookies=asked'] : [])];
  return [`${startPath}/${startToken}`, ...(query.length > 0 ? [query.join('&')] : [])].join('?');
}

export function readStartLink(startToken: string, query: Record<string, unknown>): StartLink {
  return { startToken, asked: query.cookies === 'asked', ownWindow: query.window === 'own' };
}
