import { type ShopRepositoryInterface, SimpleShop } from '@shopware-ag/app-server-sdk';
import { z } from 'zod';
import type { Surroundings, Vault } from '../punchout/ports.ts';
import { PunchOutError } from '../punchout/punchout-error.ts';
import type { ShopAppStore } from '../punchout/shop-app-store.ts';

const optionalText = z.string().nullable();

/** A registration as it is kept. */
const documentSchema = z.object({
  url: z.string(),
  secret: z.string(),
  previousSecret: optionalText,
  pendingSecret: optionalText,
  pendingUrl: optionalText,
  rotatedAt: z.int().nullable(),
  clientId: optionalText,
  clientSecret: optionalText,
  active: z.boolean(),
  confirmed: z.boolean(),
  doublySigned: z.boolean(),
});

type Document = z.infer<typeof documentSchema>;

export interface RegistrationPorts {
  apps: ShopAppStore;
  vault: Vault;
  surroundings: Surroundings;
}

/** The installations of one shop, as the SDK asks for them: kept in SQL, sealed. */
export function shopRepository(
  shop: string,
  { apps, vault, surroundings }: RegistrationPorts,
): ShopRepositoryInterface<SimpleShop> {
  const seal = (shopId: string) => `shop-app/${shop}/${shopId}`;
  const save = async (installed: SimpleShop) => {
    const shopId = installed.getShopId();
    const sealed = vault.seal(JSON.stringify(documentOf(installed)), seal(shopId));
    await apps.keepRegistration(shop, { shopId, sealed, at: surroundings.now() });
  };
  return {
    createShop: (id, url, secret) => save(new SimpleShop(id, url, secret)),
    updateShop: save,
    deleteShop: (id) => apps.dropRegistration(shop, id),
    getShopById: async (id) => {
      const sealed = await apps.registration(shop, id);
      return sealed === undefined ? null : installedShop(id, read(vault.open(sealed, seal(id))));
    },
  };
}

function documentOf(shop: SimpleShop): Document {
  return {
    url: shop.getShopUrl(),
    secret: shop.getShopSecret(),
    previousSecret: shop.getPreviousShopSecret(),
    pendingSecret: shop.getPendingShopSecret(),
    pendingUrl: shop.getPendingShopUrl(),
    rotatedAt: shop.getSecretsRotatedAt()?.getTime() ?? null,
    clientId: shop.getShopClientId(),
    clientSecret: shop.getShopClientSecret(),
    active: shop.getShopActive(),
    confirmed: shop.isRegistrationConfirmed(),
    doublySigned: shop.hasVerifiedWithDoubleSignature(),
  };
}

function installedShop(id: string, document: Document): SimpleShop {
  const { clientId, clientSecret, rotatedAt } = document;
  const shop = new SimpleShop(id, document.url, document.secret, document.confirmed);
  shop.setPreviousShopSecret(document.previousSecret);
  shop.setPendingShopSecret(document.pendingSecret);
  shop.setPendingShopUrl(document.pendingUrl);
  shop.setSecretsRotatedAt(rotatedAt === null ? null : new Date(rotatedAt));
  if (clientId !== null && clientSecret !== null) shop.setShopCredentials(clientId, clientSecret);
  shop.setShopActive(document.active);
  if (document.doublySigned) shop.setVerifiedWithDoubleSignature();
  return shop;
}

function read(text: string): Document {
  const parsed = documentSchema.safeParse(JSON.parse(text));
  if (parsed.success) return parsed.data;
  throw new PunchOutError('internal_error', 'a kept registration of a shop cannot be read');
}
