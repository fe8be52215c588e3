import type { CatalogProduct } from '../catalog.ts';
import { safety } from './categories.ts';
import { defineProduct } from './define-product.ts';
import { oneToThreeDays } from './delivery-times.ts';
import { box, piece, stueck } from './units.ts';

export const safetyProducts: CatalogProduct[] = [
  defineProduct({
    number: 'HELM-01',
    name: 'Schutzhelm „Größe verstellbar“, gelb',
    description:
      '<p>Safety helmet to EN 397 with 6-point textile harness, adjustable from 52 to 61 cm, vented.</p>',
    category: safety,
    manufacturer: { name: 'Überkopf GmbH', number: 'UK-397-Y' },
    unit: stueck,
    ean: '4012345000207',
    net: '18.90',
    weight: 0.38,
    customFields: { punchout_unspsc: '46181701', nordwerk_size: '52–61 cm' },
    cartCustomFields: ['nordwerk_size'],
    picture: 'helmet',
  }),
  glove('8', '4012345000214'),
  glove('10', '4012345000221'),
  defineProduct({
    number: 'VEST-HV',
    name: 'High-visibility vest, class 2, orange',
    description: '<p>EN ISO 20471 class 2, two reflective bands, hook-and-loop closing. One size.</p>',
    category: safety,
    manufacturer: { name: 'Signalo', number: 'SG-20471-O' },
    unit: piece,
    ean: '4012345000238',
    net: '4.20',
    tiers: [
      { from: 1, net: '4.20' },
      { from: 20, net: '3.75' },
      { from: 100, net: '3.10' },
    ],
    weight: 0.15,
    customFields: { punchout_unspsc: '46181507' },
    picture: 'vest',
  }),
  defineProduct({
    number: 'MASK-FFP2',
    name: 'Respirator FFP2 NR, box of 20',
    description: '<p>Folding respirator to EN 149, individually packed. Box of 20.</p>',
    category: safety,
    manufacturer: { name: 'Atemwohl', number: 'AW-FFP2-20' },
    unit: box,
    ean: '4012345000245',
    net: '12.60',
    weight: 0.16,
    customFields: { punchout_unspsc: '46182005' },
    picture: 'mask',
  }),
  defineProduct({
    number: 'AID-13157',
    name: 'First-aid kit DIN 13157, wall case',
    description: '<p>Small works first-aid kit with wall bracket, filled to the current DIN 13157.</p>',
    category: safety,
    manufacturer: { name: 'Atemwohl', number: 'AW-13157' },
    unit: piece,
    ean: '4012345000252',
    net: '34.50',
    weight: 1.9,
    stock: 75,
    deliveryTime: oneToThreeDays,
    customFields: { punchout_unspsc: '42172001' },
    picture: 'firstaid',
  }),
];

function glove(size: string, ean: string): CatalogProduct {
  return defineProduct({
    number: `GLOVE-NX-${size}`,
    name: 'Nitrile assembly gloves „Feingriff“',
    description: '<p>Seamless knitted glove with foamed nitrile coating, EN 388 4131X. Sold by the pair.</p>',
    category: safety,
    manufacturer: { name: 'Überkopf GmbH', number: `UK-NX-${size}` },
    unit: stueck,
    ean,
    net: '2.35',
    minPurchase: 10,
    purchaseSteps: 10,
    weight: 0.04,
    stock: 2400,
    customFields: { punchout_unspsc: '46181504' },
    variant: { parentNumber: 'GLOVE-NX', options: [{ group: 'Size', option: size }] },
    picture: 'glove',
  });
}
