import { z } from 'zod';

/** Origin of an address that has no path. */
export const publicUrlSchema = z
  .url({ protocol: /^https?$/ })
  .refine(
    (url) => (URL.parse(url)?.pathname ?? '/') === '/',
    'an address without a path: the shop has the paths',
  )
  .transform((url) => URL.parse(url)?.origin ?? url);

/** How one Shopware shop is reached. */
export const shopSettingsSchema = z.strictObject({
  /** Address of the storefront; a path is kept, e.g. `https://shop.example/de`. */
  url: z
    .url({ protocol: /^https?$/ })
    .refine((url) => !/[?#]|\/\/[^/]*@/.test(url), 'an address without user, query or fragment')
    .transform((url) => url.replace(/\/+$/, '')),
  /** Origin under which buyers see this shop through the gateway; that of the gateway where it has none of its own. */
  publicUrl: publicUrlSchema.optional(),
  /**
   * Where buyers see this shop: through the gateway, or under its own host, with Punchgate's App in the shop. Through the
   * gateway where it is absent.
   */
  entry: z.enum(['proxy', 'redirect']).optional(),
  /**
   * Under which host its storefront is asked. `gateway`: that of publicUrl, which is a domain of the sales channel then,
   * with X-Forwarded-Host and X-Forwarded-Proto. Under its own where it is absent.
   */
  hostHeader: z.enum(['shop', 'gateway']).optional(),
  /** Access key of the sales channel, `SWSC…`. */
  accessKey: z.string().min(1),
  salesChannelId: z.string().regex(/^[0-9a-f]{32}$/, '32 hexadecimal digits'),
  /** Access key of the integration, `SWIA…`. */
  clientId: z.string().min(1),
  clientSecret: z.string().min(1),
  /** Language of the article texts; without it the sales channel decides. */
  languageId: z
    .string()
    .regex(/^[0-9a-f]{32}$/, '32 hexadecimal digits')
    .optional(),
  /** How long a buyer waits for the shop: for one page, or for all calls that a session or a cart takes. */
  timeoutMilliseconds: z.int().min(100).max(60_000).default(4_000),
  /** Whether its address may be a private one. The egress of the shop is made with it. */
  allowPrivate: z.boolean().default(false),
});

export type ShopSettings = z.infer<typeof shopSettingsSchema>;

/** Scheme, host and port of the shop: where its APIs are, whatever path its storefront has. */
export function shopOrigin(settings: ShopSettings): string {
  return new URL(settings.url).origin;
}

/** Path of the storefront's first page, e.g. `/` or `/de/`. */
export function homePathOf(settings: ShopSettings): string {
  return new URL(`${settings.url}/`).pathname;
}
