import type { Mapping, PunchoutCart, PunchoutContext } from '@propeller-commerce/propeller-v2-punchout';
import peer from '@propeller-commerce/propeller-v2-punchout/package.json' with { type: 'json' };
import type { Cart, CartItem } from '../src/punchout/cart.ts';

export const peerName = `${peer.name} ${peer.version}`;

export const peerContext: PunchoutContext = {
  language: 'DE',
  currency: 'EUR',
  session: { OKCODE: 'ADDI', CALLER: 'CTLG', TARGET: '_top', CLASSIFICATION: '00000000' },
  buyerCookie: '3f9a0c6e-1c57-4d6e-9f3a-0b7d0d8c2a11',
  from: 'AN01000000001',
  to: '987654321',
  deploymentMode: 'production',
};

const without = ['MANUFACTCODE', 'MATNR', 'MATGROUP', 'CUST_FIELD1', 'CUST_FIELD2', 'ATTACHMENT'];

/**
 * The fields that a System of ours maps where it does not say otherwise, no more and no fewer. Null drops a field, says
 * the peer's README; its types do not.
 */
export const peerOciMapping = {
  ...Object.fromEntries(without.map((name) => [name, null])),
  EXT_PRODUCT_ID: { source: 'product.sku' },
  MANUFACTMAT: { source: 'product.manufacturerCode' },
  LEADTIME: { source: 'product.deliveryDays' },
} as unknown as Mapping;

/** The same cart in the shape that the peer takes: prices per piece as numbers, texts per language. */
export function peerCart(cart: Cart): PunchoutCart {
  const shipping = Number(cart.shipping?.netTotal ?? 0);
  const total = Number(cart.netTotal);
  return {
    items: cart.items.map(peerLine),
    total: { totalNet: total, totalGross: total, subTotal: total - shipping },
    postageData: { price: shipping, method: cart.shipping?.name ?? null },
  };
}

function peerLine({ quantity, netTotal, name, product }: CartItem) {
  return {
    quantity: Number(quantity),
    price: Number(netTotal) / Number(quantity),
    productId: product.id ?? null,
    product: {
      sku: product.number ?? null,
      names: [{ language: 'DE', value: name }],
      descriptions: [{ language: 'DE', value: product.description ?? '' }],
      manufacturer: product.manufacturer ?? null,
      manufacturerCode: product.manufacturerNumber ?? null,
      packageUnit: 'stuk',
      deliveryDays: product.deliveryDays,
    },
  };
}
