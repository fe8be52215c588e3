import { describe, expect, test } from 'vitest';
import { writeAnswer } from '../../../src/cxml/answer.ts';
import { profileResponse } from '../../../src/cxml/profile-response.ts';
import { punchOutSetupResponse } from '../../../src/cxml/punchout-setup-response.ts';
import { type StatusCode, statusOf } from '../../../src/cxml/status.ts';
import { element } from '../../../src/cxml/xml-element.ts';
import { findDataFolder, findProgram } from '../../support/services/availability.ts';
import { validateWithDtd } from '../../support/services/xmllint.ts';
import {
  article,
  cancelForm,
  cartOf,
  discount,
  origin,
  postedDocument,
  returnForm,
  type SystemInput,
  sampleOffer,
  sampleSystem,
} from '../../unit/cxml/samples.ts';

const canValidate = findDataFolder('cxmlDtd') !== undefined && findProgram('xmllint') !== undefined;

const rich = sampleSystem({
  fields: {
    ...sampleSystem().fields,
    item: {
      ...sampleSystem().fields.item,
      ShortName: { from: ['product.name'] },
      'Classification@eCl@ss': { from: [], fixed: '23-11-01-01' },
      URL: { from: [], fixed: 'https://shop.example/?a=1&b=2' },
      'Extrinsic@CostCenter': { from: ['session.extrinsic.CostCenter'] },
    },
  },
});

const markup = element('ref', { id: '1', 'xml:lang': 'de' }, 'a', element('Money', { currency: 'EUR' }, '1'));
const nothingButText = element('Extrinsic', { name: 'x' }, 'in the cookie');

const otherParties = {
  from: { domain: 'DUNS', identity: '123456789' },
  to: { domain: 'NetworkID', identity: 'AN02000000002' },
  sender: { domain: 'internalsupplierid', identity: 'Müller & Söhne' },
};

const documents: [what: string, write: () => string][] = [
  ['a returned cart', () => postedDocument(returnForm({}))],
  [
    'a cart with every field',
    () => postedDocument(returnForm({ system: rich, cart: cartOf([article(), discount]) })),
  ],
  [
    'a cart with shipping as a line',
    () => postedDocument(returnForm({ system: sampleSystem({ shipping: 'line' }) })),
  ],
  [
    'a cart without shipping',
    () => postedDocument(returnForm({ system: sampleSystem({ shipping: 'none' }) })),
  ],
  [
    'an ASCII cart',
    () => postedDocument(returnForm({ system: sampleSystem({ returnField: 'cxml-urlencoded' }) })),
  ],
  ['a test cart', () => postedDocument(returnForm({ data: { deploymentMode: 'test', language: 'en' } }))],
  [
    'a cart with markup in its BuyerCookie',
    () => postedDocument(returnForm({ data: { buyerCookie: ['t', nothingButText] } })),
  ],
  ['a cart with its tax in the header', () => returnedBy({ tax: 'header' })],
  ['a cart with its tax in each line', () => returnedBy({ tax: 'line', shipping: 'line' })],
  ['a cart with its tax by rate in the header', () => returnedBy({ tax: 'header', taxDetail: true })],
  [
    'a cart with its tax by rate in each line',
    () => returnedBy({ tax: 'line', taxDetail: true, shipping: 'line' }),
  ],
  ['a cart with its tax as a line', () => returnedBy({ tax: 'own-line' })],
  ['a cart between parties of the System', () => returnedBy({ headerCredentials: otherParties })],
  ['a cart that may be inspected only', () => returnedBy({ operationAllowed: 'inspect' })],
  [
    'a cart that was emptied',
    () => postedDocument(returnForm({ system: sampleSystem({ tax: 'header' }), cart: cartOf([], {}) })),
  ],
  ['a cart for an empty domain', () => postedDocumentFor('')],
  ['a cancelled visit', () => postedDocument(cancelForm())],
  [
    'a start page',
    () => writeAnswer(origin, { code: 200 }, punchOutSetupResponse('https://gateway.example/?a=1&b=2')),
  ],
  ['a profile', () => writeAnswer(origin, { code: 200 }, profileResponse(sampleOffer))],
];

function returnedBy(changes: Partial<SystemInput>): string {
  return postedDocument(returnForm({ system: sampleSystem(changes) }));
}

/** Buyers leave domains empty; such a one must be answered too. */
function postedDocumentFor(domain: string): string {
  const { login } = sampleSystem();
  const system = sampleSystem({ login: { ...login, to: { check: false } } });
  return postedDocument(returnForm({ system, data: { to: [{ domain, identity: '' }] } }));
}

describe.skipIf(!canValidate)('a buyer who validates accepts', () => {
  const versions = ['1.2.014', '1.2.071'] as const;

  test.each(documents.flatMap(([what, write]) => versions.map((version) => [what, version, write] as const)))(
    '%s by the DTD %s',
    async (_what, version, write) => {
      expect(await validateWithDtd(write(), { version, dtd: 'cXML' })).toEqual([]);
    },
  );

  test('a price for more than one by the DTD 1.2.071, which has a place for it', async () => {
    const system = sampleSystem({
      priceBasisQuantity: true,
      dtdVersion: '1.2.071',
      tax: 'line',
      taxDetail: true,
    });
    const screws = article({ quantity: '10000', netTotal: '12.34', shownTotal: '12.34' });
    const xml = postedDocument(returnForm({ system, cart: cartOf([screws]) }));
    expect(xml).toContain('<PriceBasisQuantity quantity="100"');
    expect(await validateWithDtd(xml, { version: '1.2.071', dtd: 'cXML' })).toEqual([]);
    expect(await validateWithDtd(xml, { version: '1.2.014', dtd: 'cXML' })).not.toEqual([]);
  });

  test('every refusal', async () => {
    for (const code of new Set<StatusCode>(Object.values(statusOf))) {
      const xml = writeAnswer(origin, { code, detail: 'Please contact the supplier.' });
      expect(await validateWithDtd(xml, { version: '1.2.014', dtd: 'cXML' })).toEqual([]);
    }
  });

  test('no document with a fault', async () => {
    const broken = postedDocument(returnForm({})).replace(/<Total>.*<\/Total>/, '');
    expect(await validateWithDtd(broken, { version: '1.2.014', dtd: 'cXML' })).not.toEqual([]);
  });

  test('a BuyerCookie with markup as well-formed, though its elements are no cXML', async () => {
    const xml = postedDocument(returnForm({ data: { buyerCookie: [markup] } }));
    const problems = await validateWithDtd(xml, { version: '1.2.014', dtd: 'cXML' });
    expect(
      problems.every((problem) => /element ref|attribute (id|xml:lang) of element ref/.test(problem)),
    ).toBe(true);
  });
});
