import { describe, expect, test } from 'vitest';
import { lintCxml } from '../../../src/cxml/lint.ts';
import { parseDocument } from '../../../src/cxml/read-document.ts';
import { childNamed, childrenNamed, textOf, type XmlElement } from '../../../src/cxml/xml-element.ts';
import { lintOciCart } from '../../../src/oci/lint.ts';
import { demoGateway } from '../../support/demo-gateway.ts';
import { buyerUrl } from '../../support/gateway.ts';
import { formTo } from '../../support/html-form.ts';
import { visitByCxml, visitByOci } from '../../support/visit.ts';

const { shop, gateway } = await demoGateway();

/** The PunchOutOrderMessage in a return page. */
function messageIn(page: string): { cxml: XmlElement; message: XmlElement; text: string } {
  const [field] = formTo(page, buyerUrl).fields;
  const text = Buffer.from(field?.[1] ?? '', 'base64').toString();
  const cxml = parseDocument(text);
  const message = childNamed(childNamed(cxml, 'Message'), 'PunchOutOrderMessage');
  if (!message) throw new Error('no PunchOutOrderMessage');
  return { cxml, message, text };
}

describe('a cart comes back by OCI', () => {
  test('with the fields, units and net prices of the System, in a form for HOOK_URL', async () => {
    const visit = await visitByOci(gateway, shop);
    await visit.add('HAM-001', 3);
    const page = await visit.transfer();
    const form = formTo(page.text, buyerUrl);
    expect(form).toMatchObject({
      action: `${buyerUrl}/return/oci?requisition=7`,
      target: '_top',
      charset: 'utf-8',
    });
    expect(form.fields).toEqual(
      expect.arrayContaining([
        ['~OkCode', 'ADDI'],
        ['~CALLER', 'CTLG'],
        ['NEW_ITEM-DESCRIPTION[1]', 'Hammer 500g'],
        ['NEW_ITEM-QUANTITY[1]', '3.000'],
        ['NEW_ITEM-UNIT[1]', 'PCE'],
        ['NEW_ITEM-PRICE[1]', '10.000'],
        ['NEW_ITEM-PRICEUNIT[1]', '1'],
        ['NEW_ITEM-CURRENCY[1]', 'EUR'],
        ['NEW_ITEM-VENDORMAT[1]', 'HAM-001'],
        ['NEW_ITEM-MANUFACTMAT[1]', 'ACME-H500'],
        ['NEW_ITEM-VENDORMAT[2]', 'SHIPPING'],
      ]),
    );
    expect(lintOciCart(form.fields)).toEqual([]);
  });

  test('once: whoever presses again gets the same page, and the shop is closed', async () => {
    const visit = await visitByOci(gateway, shop);
    await visit.add('HAM-001', 1);
    const first = formTo((await visit.transfer()).text, buyerUrl);
    expect(formTo((await visit.transfer()).text, buyerUrl)).toEqual(first);
    const page = await visit.open('/');
    expect(page.status).toBe(410);
    expect(page.text).toContain('Show the returned cart again');
    expect(gateway.reasons()).toContain('session_over');
  });

  test('an empty cart is not sent, and the visit goes on', async () => {
    const visit = await visitByOci(gateway, shop);
    const refused = await visit.transfer();
    expect(refused.status).toBe(409);
    expect(refused.text).toContain('Back to the shop');
    await visit.add('HAM-001', 1);
    expect((await visit.transfer()).status).toBe(200);
  });

  test('leaving posts the control fields and no item', async () => {
    const visit = await visitByOci(gateway, shop);
    await visit.add('HAM-001', 1);
    const form = formTo((await visit.cancel()).text, buyerUrl);
    expect(form.fields).toEqual([
      ['~OkCode', 'ADDI'],
      ['~CALLER', 'CTLG'],
    ]);
  });
});

describe('a cart comes back by cXML', () => {
  test('as a valid PunchOutOrderMessage with the session BuyerCookie, byte for byte', async () => {
    const cookie = ' b&amp;1 <x y="2">ü</x>\n';
    const visit = await visitByCxml(gateway, shop, { buyerCookie: cookie });
    await visit.add('HAM-001', 2);
    await visit.add('PAPER-A4', 10);
    const { cxml, message, text } = messageIn((await visit.transfer()).text);
    expect(text).toContain(`<BuyerCookie>${cookie}</BuyerCookie>`);
    expect(lintCxml(text)).toEqual([]);
    const items = childrenNamed(message, 'ItemIn').map((item) => [
      textOf(childNamed(childNamed(item, 'ItemID'), 'SupplierPartID')),
      item.attributes.quantity,
      textOf(childNamed(childNamed(item, 'ItemDetail'), 'UnitPrice')),
    ]);
    expect(items[0]).toEqual(['HAM-001', '2', '10.00']);
    expect(items[1]?.slice(0, 2)).toEqual(['PAPER-A4', '10']);
    expect(textOf(childNamed(childNamed(childNamed(cxml, 'Header'), 'From'), 'Credential'))).toBe(
      '987654321',
    );
    expect(text).not.toContain('SharedSecret');
  });

  test('leaving is Status 204: the requisition stays as it is', async () => {
    const visit = await visitByCxml(gateway, shop);
    await visit.add('HAM-001', 1);
    const { cxml, message } = messageIn((await visit.cancel()).text);
    expect(childNamed(childNamed(cxml, 'Message'), 'Status')?.attributes.code).toBe('204');
    expect(childrenNamed(message, 'ItemIn')).toEqual([]);
  });
});

describe('visits do not touch each other', () => {
  test('two buyers of one customer have two carts', async () => {
    const first = await visitByOci(gateway, shop);
    const second = await visitByOci(gateway, shop);
    await first.add('HAM-001', 1);
    await second.add('VEST-HV', 2);
    const names = async (visit: typeof first) =>
      formTo((await visit.transfer()).text, buyerUrl).fields.filter(([name]) =>
        name.startsWith('NEW_ITEM-VENDORMAT'),
      );
    expect(await names(first)).toEqual([
      ['NEW_ITEM-VENDORMAT[1]', 'HAM-001'],
      ['NEW_ITEM-VENDORMAT[2]', 'SHIPPING'],
    ]);
    expect((await names(second)).map(([, value]) => value)).toContain('VEST-HV');
  });
});
