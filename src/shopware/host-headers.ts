import type { ShopSettings } from './shop-settings.ts';

/**
 * What makes the storefront believe that it is asked under the gateway's host, which is one of its domains then; the
 * connection goes to its own address all the same.
 */
export function hostHeaders(
  { hostHeader }: ShopSettings,
  publicUrl: string | undefined,
): Record<string, string> {
  if (hostHeader !== 'gateway' || publicUrl === undefined) return {};
  const { host, protocol } = new URL(publicUrl);
  return { host, 'x-forwarded-host': host, 'x-forwarded-proto': protocol.slice(0, -1) };
}
