import type { z } from 'zod';
import type { ShopSettings } from '../src/shopware/shop-settings.ts';
import type { systemFileSchema } from '../src/system-file.ts';

/** Nothing calls it: the shop is asked when a buyer enters, not when a visit is set up. */
export const sampleShop: Partial<ShopSettings> = {
  url: 'https://shop.bench.example',
  accessKey: 'SWSCBENCH',
  salesChannelId: '0'.repeat(32),
  clientId: 'SWIABENCH',
  clientSecret: 'bench-client-secret',
};

const common = { shop: 'bench', returnHosts: ['buyer.example'] };
const buyer = { domain: 'NetworkId', identity: 'AN01000000001' };

/** What the sample calls log in to. */
export const sampleSystems: z.input<typeof systemFileSchema>[] = [
  {
    ...common,
    name: 'bench-cxml',
    protocol: 'cxml',
    sharedSecret: 'bench-shared-secret',
    login: {
      from: { credentials: [buyer] },
      to: { credentials: [{ domain: 'DUNS', identity: '987654321' }] },
      sender: { credentials: [buyer] },
      customer: 'email',
    },
    customers: [{ id: 'a'.repeat(32), email: 'einkauf@buyer.example' }],
  },
  {
    ...common,
    name: 'bench-oci',
    protocol: 'oci',
    pageSize: 100_000,
    customers: [{ id: 'b'.repeat(32), user: 'einkauf', password: 'bench-password' }],
  },
];
