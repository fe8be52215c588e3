import { isOwnName } from '../http/own-cookies.ts';
import type { Visit } from '../punchout/visit.ts';
import type { BrowserPorts } from './ports.ts';
import { toBrowser, toShop } from './sealed-cookies.ts';
import {
  browserLine,
  cookiePairs,
  cookieSeal,
  endOf,
  isEnded,
  readShopCookie,
  type ShopCookie,
} from './shop-cookie.ts';
import { hostOf } from './visit-host.ts';

/** Cookies between the shop and the browser of a visit, wherever they are kept. */
export interface VisitCookies {
  /** The `Cookie` header for the shop, made from that of the browser. */
  forShop(header: string | undefined): Promise<string | undefined>;
  /** `Set-Cookie` lines for the browser, made from those of the shop. */
  fromShop(lines: readonly string[]): Promise<string[]>;
}

/** RFC 6265, 6.1: what a browser keeps of one cookie. */
const largestCookie = 4096;

export function visitCookies(visit: Visit, ports: BrowserPorts): VisitCookies {
  return visit.system.shopCookies === 'gateway'
    ? cookiesAtGateway(visit, ports)
    : cookiesInBrowser(visit, ports);
}

function cookiesInBrowser(visit: Visit, ports: BrowserPorts): VisitCookies {
  const { surroundings, vault } = ports;
  const common = { sessionId: visit.session.id, secure: hostOf(visit, ports).secure, vault };
  const options = () => ({ ...common, now: surroundings.now() });
  return {
    forShop: async (header) => toShop(header, options()),
    fromShop: async (lines) => lines.flatMap((line) => toBrowser(line, options())),
  };
}

/** HttpOnly cookies never leave the gateway; the others are of scripts, which run in the browser. */
function cookiesAtGateway(visit: Visit, ports: BrowserPorts): VisitCookies {
  const { secure } = hostOf(visit, ports);
  return {
    forShop: async (header) => {
      const kept = await keptCookies(visit, ports);
      const names = new Set(kept.map(({ name }) => name));
      const own = cookiePairs(header).filter(({ name }) => !isOwnName(name) && !names.has(name));
      const pairs = [...own, ...kept].map(({ name, value }) => `${name}=${value}`);
      return pairs.length === 0 ? undefined : pairs.join('; ');
    },
    fromShop: async (lines) => {
      const cookies = lastOfEach(lines.flatMap(readShopCookie));
      await keepCookies(cookies, visit, ports);
      return cookies.filter(({ httpOnly }) => !httpOnly).flatMap((cookie) => browserLine(cookie, secure));
    },
  };
}

async function keptCookies({ session }: Visit, { shopCookies, surroundings, vault }: BrowserPorts) {
  const kept = await shopCookies.of(session.id, surroundings.now());
  return kept.map(({ name, value }) => ({ name, value: vault.open(value, cookieSeal(session.id, name)) }));
}

async function keepCookies(
  cookies: readonly ShopCookie[],
  { session }: Visit,
  { shopCookies, surroundings, vault }: BrowserPorts,
): Promise<void> {
  const at = surroundings.now();
  const ended = cookies.filter((cookie) => isEnded(cookie, at)).map(({ name }) => name);
  const kept = cookies
    .filter((cookie) => cookie.httpOnly && !isEnded(cookie, at) && isKeepable(cookie))
    .map((cookie) => ({
      name: cookie.name,
      value: vault.seal(cookie.value, cookieSeal(session.id, cookie.name)),
      expiresAt: endOf(cookie, at),
    }));
  if (kept.length + ended.length === 0) return;
  await shopCookies.change(session.id, { kept, ended, at, visitUntil: session.expiresAt });
}

/** Of two lines of one answer the later one counts. */
function lastOfEach(cookies: readonly ShopCookie[]): ShopCookie[] {
  return [...new Map(cookies.map((cookie) => [cookie.name, cookie])).values()];
}

function isKeepable({ name, value }: ShopCookie): boolean {
  return name !== '' && name.length + value.length <= largestCookie;
}
