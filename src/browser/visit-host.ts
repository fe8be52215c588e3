import type { Context } from '../http/context.ts';
import { readOwn } from '../http/own-cookies.ts';
import { PunchOutError } from '../punchout/punchout-error.ts';
import type { Visit } from '../punchout/visit.ts';
import type { BrowserPorts } from './ports.ts';

/** A host under which buyers see a shop. */
export interface ShopHost {
  /** With its port, where that is not the usual one. */
  host: string;
  /** By https. */
  secure: boolean;
}

export function shopHostOf(origin: string): ShopHost {
  const { host, protocol } = new URL(origin);
  return { host, secure: protocol === 'https:' };
}

/** The host of the visit's shop. */
export function hostOf({ system }: Visit, { shops }: BrowserPorts): ShopHost {
  return shopHostOf(shops.byName(system.shop).publicUrl);
}

/**
 * Cookies of one host are not for another. A host that is none of ours is that of a proxy which asks under its own.
 * @throws PunchOutError `session_other_host`
 */
export function assertOwnHost({ host }: Pick<Context, 'host'>, visit: Visit, ports: BrowserPorts): void {
  const [own, asked] = [hostOf(visit, ports).host, host.toLowerCase()];
  if (own === asked || !ports.hosts.some(({ host }) => host === asked)) return;
  throw new PunchOutError('session_other_host', `${visit.session.id} is at ${own}, asked at ${asked}`);
}

export function browserKeyOf(
  { host, headers }: Pick<Context, 'host' | 'headers'>,
  { hosts }: BrowserPorts,
): string | undefined {
  return readOwn('key', headers.cookie, schemesAt(host.toLowerCase(), hosts));
}

/** Whether our cookies have their names by https at a host; either way where a proxy asks under a host of its own. */
function schemesAt(asked: string, hosts: readonly ShopHost[]): boolean[] {
  const here = hosts.filter(({ host }) => host === asked);
  const schemes = here.length > 0 ? here : hosts;
  return [true, false].filter((scheme) => schemes.some(({ secure }) => secure === scheme));
}
