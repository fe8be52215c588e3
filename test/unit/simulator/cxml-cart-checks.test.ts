import { describe, expect, test } from 'vitest';
import type { FormPair } from '../../../src/http/form.ts';
import { profileNamed } from '../../../src/profiles/profiles.ts';
import type { CheckId } from '../../../src/simulator/check-sentences.ts';
import { cxmlCartChecks } from '../../../src/simulator/cxml-cart-checks.ts';
import { survivalCheck } from '../../../src/simulator/survival-check.ts';
import { cxmlBuyer, plainCxml, secret } from '../../integration/simulator/buyers.ts';

const buyer = cxmlBuyer('https://gateway.example/cxml', plainCxml);

const document = `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE cXML SYSTEM "http://xml.cxml.org/schemas/cXML/1.2.014/cXML.dtd">
<cXML payloadID="1@shop.example" timestamp="2026-11-24T12:00:00+00:00"><Header>
<From><Credential domain="DUNS"><Identity>SUPPLIER-1</Identity></Credential></From>
<To><Credential domain="duns"><Identity>BUYER-1</Identity></Credential></To>
<Sender><Credential domain="DUNS"><Identity>SUPPLIER-1</Identity></Credential><UserAgent>shop</UserAgent></Sender>
</Header><Message><PunchOutOrderMessage><BuyerCookie>cookie-1</BuyerCookie>
<PunchOutOrderMessageHeader operationAllowed="edit"><Total><Money currency="EUR">31.50</Money></Total></PunchOutOrderMessageHeader>
<ItemIn quantity="3"><ItemID><SupplierPartID>HAM-001</SupplierPartID></ItemID><ItemDetail>
<UnitPrice><Money currency="EUR">10.50</Money></UnitPrice><Description xml:lang="en">Hammer</Description>
<UnitOfMeasure>EA</UnitOfMeasure><Classification domain="UNSPSC">27111602</Classification></ItemDetail></ItemIn>
</PunchOutOrderMessage></Message></cXML>`;

const inBase64 = (text: string): FormPair => ['cXML-base64', Buffer.from(text).toString('base64')];

function judge(...fields: FormPair[]) {
  const received = { fields, query: [] };
  return [
    ...cxmlCartChecks(received, buyer, 'cookie-1'),
    ...survivalCheck(received, profileNamed('jaggaer')),
  ];
}

/** What a platform says of the document after a change. */
function received(platform: string, from: string, to: string) {
  const fields = [inBase64(document.replace(from, to))];
  return survivalCheck({ fields, query: [] }, profileNamed(platform))[0];
}

function failedIds(...fields: FormPair[]): CheckId[] {
  return judge(...fields)
    .filter(({ outcome }) => outcome === 'failed')
    .map(({ id }) => id);
}

describe('a cart that came back by cXML', () => {
  test('passes in either field, and in both', () => {
    expect(failedIds(inBase64(document))).toEqual([]);
    expect(failedIds(['cxml-urlencoded', document])).toEqual([]);
    expect(failedIds(inBase64(document), ['cXML-urlencoded', document])).toEqual([]);
  });

  test.each<[encoding: string, bytes: (text: string) => Buffer]>([
    ['ISO-8859-1', (text) => Buffer.from(text, 'latin1')],
    ['UTF-16', (text) => Buffer.from(`\ufeff${text}`, 'utf16le')],
  ])('passes in %s in the base64 field, and where the other field only says so', (encoding, bytes) => {
    const text = document.replace('encoding="UTF-8"', `encoding="${encoding}"`).replace('Hammer', 'Säge');
    const base64: FormPair = ['cXML-base64', bytes(text).toString('base64')];
    expect(failedIds(base64)).toEqual([]);
    expect(failedIds(['cXML-urlencoded', text])).toEqual([]);
    expect(failedIds(base64, ['cXML-urlencoded', text])).toEqual([]);
  });

  test('passes with what only the DTD knows, and its Total counts all the same', () => {
    const more = document.replace('<Classification', '<PriceBasis/><Classification');
    expect(failedIds(inBase64(more))).toEqual([]);
    expect(failedIds(inBase64(more.replace('31.50', '31.00')))).toEqual(['cart.document']);
  });

  test('may have fields that the platform takes no notice of, but none that it misreads or spells away', () => {
    const extrinsic = '</Classification><Extrinsic name="colour">red</Extrinsic>';
    expect(received('dynamics-365', '</Classification>', extrinsic)).toMatchObject({ outcome: 'passed' });
    const basis =
      '</Classification><PriceBasisQuantity quantity="100"><UnitOfMeasure>EA</UnitOfMeasure></PriceBasisQuantity>';
    expect(received('dynamics-365', '</Classification>', basis)).toMatchObject({
      outcome: 'failed',
      seen: expect.stringContaining('read as the price of one'),
    });
  });

  test('that says one thing in one field and another in the other is found out', () => {
    const other = document.replaceAll('HAM-001', 'HAM-002');
    expect(failedIds(inBase64(document), ['cXML-urlencoded', other])).toEqual(['cart.one-field']);
    expect(failedIds(['cart', document])).toContain('cart.one-field');
  });

  test.each<[title: string, from: string | RegExp, to: string, failed: CheckId]>([
    ['has a wrong Total', '31.50', '31.00', 'cart.document'],
    [
      'has its elements out of order',
      /(<UnitPrice>.*<\/UnitPrice>)(<Description.*\n)/,
      '$2$1',
      'cart.document',
    ],
    ['writes its time with Z', '+00:00', 'Z', 'cart.document'],
    ['is cut off', '</cXML>', '', 'cart.document'],
    ['has no lines', /<ItemIn.*<\/ItemIn>/s, '', 'cart.items'],
    ['lost the BuyerCookie', 'cookie-1', 'cookie-2', 'cart.buyer-cookie'],
    ['speaks for the buyer', /(?<=<From>.*Identity>)SUPPLIER-1/, 'BUYER-1', 'cart.parties'],
    ['repeats the secret', 'Hammer', secret, 'cart.no-secret'],
    ['is in two currencies', 'Total><Money currency="EUR"', 'Total><Money currency="USD"', 'cart.currency'],
    ['has a line without a unit', '<UnitOfMeasure>EA', '<UnitOfMeasure>', 'cart.units'],
    ['has a number too long for the platform', 'HAM-001', 'H'.repeat(101), 'cart.receiver'],
  ])('that %s is found out', (_title, from, to, failed) => {
    const changed = document.replace(from, to);
    expect(changed).not.toBe(document);
    expect(failedIds(inBase64(changed))).toContain(failed);
    expect(JSON.stringify(judge(inBase64(changed)))).not.toContain(secret);
  });
});
