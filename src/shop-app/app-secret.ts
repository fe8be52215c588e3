import type { RegistrationPorts } from './registered-shop.ts';

/** Names the App in the shop, its folder and its templates. */
export const appName = 'Punchgate';

/** The secret that the shop's App shows when it registers; undefined where no App was made for the shop. */
export async function appSecretOf(
  shop: string,
  { apps, vault }: Pick<RegistrationPorts, 'apps' | 'vault'>,
): Promise<string | undefined> {
  const sealed = await apps.secretOf(shop);
  return sealed === undefined ? undefined : vault.open(sealed, sealOf(shop));
}

/**
 * Keeps a secret for the App of a shop. Who has registered with the one before counts no more: the shop installs the
 * App anew.
 */
export async function keepAppSecret(
  shop: string,
  secret: string,
  { apps, vault, surroundings }: RegistrationPorts,
): Promise<void> {
  await apps.keepSecret(shop, vault.seal(secret, sealOf(shop)), surroundings.now());
  await apps.dropRegistrations(shop);
}

function sealOf(shop: string): string {
  return `shop-app/${shop}/secret`;
}
