import { isWithin } from '../is-within.ts';
import { SetupRefusal } from './setup-refusal.ts';
import type { Storefront } from './storefronts.ts';

/** What the operator has said of it. */
export interface StorefrontWish {
  /** Without a slash at its end. */
  url: string;
  salesChannelId: string | undefined;
}

/**
 * The one that was named; else the only one; else the only one that has the address.
 * @throws SetupRefusal where it must be named
 */
export function chooseStorefront(all: readonly Storefront[], wish: StorefrontWish): Storefront {
  const { salesChannelId, url } = wish;
  if (salesChannelId !== undefined) return named(all, salesChannelId);
  const [first, ...others] = all;
  if (!first) throw new SetupRefusal('The shop has no storefront: make one (Sales Channels > +).');
  if (others.length === 0) return first;
  const [holder, ...holders] = all.filter(({ domains }) =>
    domains.some((domain) => isWithin(url, domain.url)),
  );
  if (holder && holders.length === 0) return holder;
  throw new SetupRefusal(
    'There are several storefronts: name the one that buyers shall shop in with --sales-channel.',
    all,
  );
}

function named(all: readonly Storefront[], salesChannelId: string): Storefront {
  const found = all.find(({ id }) => id === salesChannelId);
  if (found) return found;
  throw new SetupRefusal(`There is no storefront ${salesChannelId}.`, all);
}
