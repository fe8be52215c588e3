import type { SystemLicense } from '../punchout/license.ts';
import { LicenseError } from '../punchout/license-error.ts';
import { originOf } from '../punchout/return-url.ts';

/** Whether a license is for the website, or has it as a staging host. Both are origins. */
export function isWebsiteOf({ website, stagingWebsites }: SystemLicense, origin: string): boolean {
  return website === origin || stagingWebsites.includes(origin);
}

/**
 * The origin that an operator means: `shop.example`, `https://Shop.example/`, `https://shop.example:443` are one.
 * @throws LicenseError `website_invalid`
 */
export function websiteOf(text: string): string {
  const origin = originOf(text.trim());
  if (origin === undefined)
    throw new LicenseError(
      'website_invalid',
      `"${text.slice(0, 100)}" is no origin such as https://shop.example`,
    );
  return origin;
}
