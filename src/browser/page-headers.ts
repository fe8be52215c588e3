import type { ShopResponse } from '../punchout/shop.ts';
import type { System } from '../punchout/system.ts';
import { frameAncestorsOf } from './frame-ancestors.ts';
import { type PageRewrite, withOwnAddresses } from './rewrite-page.ts';

/** What the shop says to its own host only, or what we say ourselves. */
const withheld = new Set([
  'content-length',
  'content-security-policy',
  'location',
  'set-cookie',
  'strict-transport-security',
  'x-frame-options',
]);

/** Headers of a page of the shop as the browser gets them: cookies apart. */
export function pageHeaders(
  response: ShopResponse,
  { rewrite, system, isRewritten }: { rewrite: PageRewrite; system: System; isRewritten: boolean },
): Record<string, string | string[]> {
  const passed = Object.entries(response.headers).filter(
    (entry): entry is [string, string | string[]] => entry[1] !== undefined && !withheld.has(entry[0]),
  );
  const { location } = response.headers;
  return {
    ...Object.fromEntries(passed),
    ...(typeof location === 'string' ? { location: withOwnAddresses(location, rewrite) } : {}),
    'content-security-policy': [
      ...ownPolicies(response, rewrite),
      `frame-ancestors ${frameAncestorsOf(system).join(' ')}`,
    ],
    ...(isRewritten ? { 'cache-control': 'private, no-store' } : {}),
  };
}

/** The shop's own policies, for the gateway's host, without their word on frames. A comma begins another policy. */
function ownPolicies({ headers }: ShopResponse, rewrite: PageRewrite): string[] {
  const policies = [headers['content-security-policy'] ?? []].flat().flatMap((line) => line.split(','));
  return policies.map((policy) => withoutFrames(withOwnAddresses(policy, rewrite))).filter(Boolean);
}

function withoutFrames(policy: string): string {
  const directives = policy.split(';').map((directive) => directive.trim());
  return directives
    .filter((directive) => directive !== '' && !/^frame-ancestors\b/i.test(directive))
    .join('; ');
}
