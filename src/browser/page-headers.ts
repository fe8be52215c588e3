import type { ShopResponse } from '../punchout/shop.ts';
import type { System } from '../punchout/system.ts';
import { frameAncestorsOf } from './frame-ancestors.ts';
import { type PageRewrite, withOwnAddresses } from './rewrite-page.ts';

/** What the shop says to its own host only, or what we say ourselves. */
const withheld = new Set([
  'alt-svc', // another port of the shop's host, which on ours is somebody else
  'clear-site-data', // would end the visit
  'content-security-policy',
  'content-security-policy-report-only',
  'nel',
  'report-to',
  'reporting-endpoints',
  'service-worker-allowed',
  'set-cookie',
  'strict-transport-security',
  'x-frame-options',
]);

/** What speaks of the bytes that the shop sent, or of caches that may keep them. */
const ofUnchangedBytes = new Set([
  'accept-ranges',
  'age',
  'content-digest',
  'content-encoding',
  'content-length',
  'content-md5',
  'digest',
  'etag',
  'expires',
  'last-modified',
  'repr-digest',
]);

/** How an answer goes on to the browser. */
export interface PassedAs {
  rewrite: Omit<PageRewrite, 'bar'>;
  system: System;
  isRewritten: boolean;
  /** The same for everybody: caches may keep it as the shop says. */
  isShared: boolean;
}

/** Headers of an answer of the shop as the browser gets them: cookies apart. */
export function pageHeaders(
  response: ShopResponse,
  { rewrite, system, isRewritten, isShared }: PassedAs,
): Record<string, string | string[]> {
  const headers: Record<string, string | string[]> = {};
  for (const name in response.headers) {
    const value = response.headers[name];
    const isDropped = withheld.has(name) || (isRewritten && ofUnchangedBytes.has(name));
    if (value !== undefined && !isDropped) headers[name] = ownValue(value, rewrite);
  }
  headers['content-security-policy'] = [...ownPolicies(response, rewrite), framePolicyOf(system)];
  if (isRewritten) headers.vary = withEncoding(headers.vary);
  if (!isShared) headers['cache-control'] = 'private, no-store';
  return headers;
}

const framePolicies = new WeakMap<System, string>();

/** Each file of a page comes with it. */
function framePolicyOf(system: System): string {
  const policy = framePolicies.get(system) ?? `frame-ancestors ${frameAncestorsOf(system).join(' ')}`;
  framePolicies.set(system, policy);
  return policy;
}

/** We compress as the browser accepts, whatever the shop does. */
function withEncoding(vary: string | string[] = []): string {
  const names = [vary].flat().flatMap((line) => line.split(',').map((name) => name.trim()));
  const others = names.filter((name) => name !== '' && name.toLowerCase() !== 'accept-encoding');
  return [...others, 'Accept-Encoding'].join(', ');
}

/** Any header may name the shop: `Location`, `Link`, `Refresh`, `SourceMap`, `Access-Control-Allow-Origin`, those of a debugger. */
function ownValue(value: string | string[], rewrite: PassedAs['rewrite']): string | string[] {
  if (typeof value !== 'string') return value.map((line) => ownText(line, rewrite));
  return ownText(value, rewrite);
}

function ownText(text: string, rewrite: PassedAs['rewrite']): string {
  if (rewrite.contextToken === '') return withOwnAddresses(text, rewrite);
  return withOwnAddresses(text, rewrite).replaceAll(rewrite.contextToken, '');
}

/** The shop's own policies, for the gateway's host, without their word on frames. A comma begins another policy. */
function ownPolicies({ headers }: ShopResponse, rewrite: PassedAs['rewrite']): string[] {
  if (headers['content-security-policy'] === undefined) return [];
  const policies = [headers['content-security-policy']].flat().flatMap((line) => line.split(','));
  return policies.map((policy) => withoutFrames(withOwnAddresses(policy, rewrite))).filter(Boolean);
}

function withoutFrames(policy: string): string {
  const directives = policy.split(';').map((directive) => directive.trim());
  return directives
    .filter((directive) => directive !== '' && !/^frame-ancestors\b/i.test(directive))
    .join('; ');
}
