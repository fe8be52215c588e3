import { describe, expect, test } from 'vitest';
import { lintCxml } from '../../../src/cxml/lint.ts';
import { element } from '../../../src/cxml/xml-element.ts';
import type { CxmlSystem } from '../../../src/punchout/system.ts';
import { findDataFolder, findProgram } from '../../support/services/availability.ts';
import { validateWithDtd } from '../../support/services/xmllint.ts';
import {
  article,
  cancelForm,
  cartOf,
  discount,
  postedDocument,
  returnForm,
  type SystemInput,
  sampleSystem,
} from '../../unit/cxml/samples.ts';
import { golden } from './golden.ts';

const canValidate = findDataFolder('cxmlDtd') !== undefined && findProgram('xmllint') !== undefined;

const bolts = article({ netTotal: '12.53', shownTotal: '12.53' });

const hammer = article({
  name: 'Hammer 500 g',
  quantity: '2',
  unit: 'box',
  netTotal: '59.82',
  shownTotal: '59.82',
  product: { number: 'NW-2002', name: 'Hammer 500 g', manufacturer: 'Picard', customFields: { ean: '4001' } },
});

const cutter = article({
  name: 'Cutter',
  quantity: '1',
  netTotal: '10',
  shownTotal: '10',
  tax: '0.7',
  taxRate: '7',
  product: { number: 'NW-3003', name: 'Cutter', customFields: {} },
});

const cart = cartOf([bolts, hammer, { ...discount, netTotal: '-5', shownTotal: '-5' }]);

function systemWith(changes: Partial<SystemInput>): CxmlSystem {
  const { fields } = sampleSystem();
  const item = {
    ...fields.item,
    ShortName: { from: ['item.name'] },
    'Classification@eCl@ss': { from: [], fixed: '23-11-01-01' },
    URL: { from: [], fixed: 'https://shop.example/detail?a=1&b=2' },
    'Extrinsic@CostCenter': { from: ['session.extrinsic.CostCenter'] },
    'Extrinsic@EAN': { from: ['product.customField.ean'] },
  };
  return sampleSystem({ fields: { ...fields, item }, ...changes });
}

const cookieWithMarkup = [' {7A1D-0B3E} ', element('ref', { id: '1' }, 'ä & b'), ' end\n'];

const messages = [
  ['order-message-shipping-header.xml', () => returnForm({ system: systemWith({}), cart })],
  [
    'order-message-shipping-line-ascii.xml',
    () =>
      returnForm({
        system: systemWith({ shipping: 'line', returnField: 'cxml-urlencoded', dtdVersion: '1.2.071' }),
        cart,
        data: { deploymentMode: 'test', language: 'en-US' },
      }),
  ],
  [
    'order-message-cookie-with-markup.xml',
    () => returnForm({ cart: cartOf([hammer]), data: { buyerCookie: cookieWithMarkup } }),
  ],
  ['order-message-cancelled.xml', () => cancelForm()],
  [
    'order-message-tax-by-rate.xml',
    () =>
      returnForm({
        system: sampleSystem({ tax: 'header', taxDetail: true }),
        cart: cartOf([hammer, cutter]),
      }),
  ],
] as const;

describe('a returned cart is, to the byte, the document we approved', () => {
  test.each(messages)('%s', (name, form) => {
    expect(postedDocument(form())).toBe(golden(name));
  });

  test.each(messages)('%s, in which the linter finds nothing', (name) => {
    expect(lintCxml(golden(name))).toEqual([]);
  });

  // The DTD declares no element "ref"; what a BuyerCookie holds is the buyer's own.
  const declared = messages.filter(([name]) => name !== 'order-message-cookie-with-markup.xml');

  test.skipIf(!canValidate).each(declared)('%s, which both DTDs accept', async (name) => {
    expect(await validateWithDtd(golden(name), { version: '1.2.014', dtd: 'cXML' })).toEqual([]);
    expect(await validateWithDtd(golden(name), { version: '1.2.071', dtd: 'cXML' })).toEqual([]);
  });
});
