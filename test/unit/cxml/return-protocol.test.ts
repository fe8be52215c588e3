import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lintCxml } from '../../../src/cxml/lint.ts';
import { parseDocument } from '../../../src/cxml/read-document.ts';
import { childNamed, childrenNamed, textOf, type XmlElement } from '../../../src/cxml/xml-element.ts';
import { joined, mixedContent } from './arbitrary-xml.ts';
import {
  article,
  cancelForm,
  cartOf,
  discount,
  postedDocument,
  type ReturnInput,
  returnForm,
  sampleSystem,
} from './samples.ts';
import { setupOf } from './setup-xml.ts';

/** The element at a path below the root of the posted document. */
function at(xml: string, ...path: string[]): XmlElement | undefined {
  return path.reduce<XmlElement | undefined>((node, name) => childNamed(node, name), parseDocument(xml));
}

function returned(input: ReturnInput = {}): string {
  return postedDocument(returnForm(input));
}

function items(xml: string): XmlElement[] {
  const message = at(xml, 'Message', 'PunchOutOrderMessage');
  return message ? childrenNamed(message, 'ItemIn') : [];
}

const urlencoded = sampleSystem({ returnField: 'cxml-urlencoded' });

describe('the form of a returned cart', () => {
  test('goes to the address of the session, in its frame, with the one field of the System', () => {
    expect(returnForm({})).toMatchObject({
      action: 'https://buyer.example/punchout?x=1&y=2',
      target: '_self',
      charset: 'utf-8',
      fields: [['cxml-base64', expect.stringMatching(/^[A-Za-z0-9+/]+={0,2}$/)]],
    });
  });

  test('holds plain ASCII where the System posts cxml-urlencoded, with every character of the cart', () => {
    const [[name, value] = ['', '']] = returnForm({ system: urlencoded }).fields;
    expect(name).toBe('cxml-urlencoded');
    expect(value).toMatch(/^[\t\n\x20-\x7e]*$/);
    const [item] = items(value);
    expect(textOf(childNamed(childNamed(item, 'ItemDetail'), 'Description'))).toBe(
      'Hexagon bolt M8 × 40, Größe "L" <zinc & steel>',
    );
  });

  test('names the DTD version of the System', () => {
    expect(returned({ system: sampleSystem({ dtdVersion: '1.2.036' }) })).toContain(
      '/cXML/1.2.036/cXML.dtd"',
    );
  });
});

describe('the BuyerCookie', () => {
  test.each([['cxml-base64'], ['cxml-urlencoded']] as const)(
    'returns as it came in %s, whatever text or markup it holds',
    (returnField) => {
      const system = sampleSystem({ returnField });
      fc.assert(
        fc.property(mixedContent, (content) => {
          const cookie = at(
            returned({ system, data: { buyerCookie: content } }),
            'Message',
            'PunchOutOrderMessage',
            'BuyerCookie',
          );
          expect(joined(cookie?.children ?? [])).toEqual(joined(content));
        }),
      );
    },
  );

  test.each([
    ['  {3B1E7C52-0D4F} ', '  {3B1E7C52-0D4F} '],
    ['a&amp;b &lt;c&gt;', 'a&amp;b &lt;c&gt;'],
    ['<![CDATA[a&b]]>', 'a&amp;b'],
    ['<ref id="1"><x/>t</ref>', '<ref id="1"><x/>t</ref>'],
    ['PSFT_2008-12-24T10:44:00-06:00', 'PSFT_2008-12-24T10:44:00-06:00'],
    ['<p:ref xmlns:p="urn:p" p:id="1">t</p:ref>', '<p:ref xmlns:p="urn:p" p:id="1">t</p:ref>'],
  ])('%j is written %j', (inside, written) => {
    const { buyerCookie } = setupOf({ content: `<BuyerCookie>${inside}</BuyerCookie>` });
    expect(returned({ data: { buyerCookie } })).toContain(`<BuyerCookie>${written}</BuyerCookie>`);
    expect(postedDocument(cancelForm(sampleSystem(), { buyerCookie }))).toContain(
      `<BuyerCookie>${written}</BuyerCookie>`,
    );
  });
});

describe('the parties of a returned cart', () => {
  const market = { domain: 'NetworkID', identity: 'market' };
  const member = { domain: 'NetworkID', identity: 'AN01000000001-T' };

  function partyOf(xml: string, party: string): string[] {
    const node = at(xml, 'Header', party);
    return node
      ? childrenNamed(node, 'Credential').map((each) => `${each.attributes.domain}|${textOf(each)}`)
      : [];
  }

  test('are exchanged: From is whom the buyer called, To is the buyer with all its credentials', () => {
    const xml = returned({ data: { from: [market, member] } });
    expect(partyOf(xml, 'From')).toEqual(['DUNS|942888711']);
    expect(partyOf(xml, 'To')).toEqual(['NetworkID|market', 'NetworkID|AN01000000001-T']);
    expect(partyOf(xml, 'Sender')).toEqual(['DUNS|942888711']);
  });

  test('never carry a SharedSecret through the browser', () => {
    for (const system of [sampleSystem(), urlencoded]) {
      expect(returned({ system })).not.toMatch(/SharedSecret|abracadabra/);
      expect(postedDocument(cancelForm(system))).not.toMatch(/SharedSecret|abracadabra/);
    }
  });

  test('may have an empty domain or identity, as some buyers send them', () => {
    const { login } = sampleSystem();
    const system = sampleSystem({ login: { ...login, to: { check: false } } });
    expect(partyOf(returned({ system, data: { to: [{ domain: '', identity: '' }] } }), 'From')).toEqual([
      '|',
    ]);
  });

  test('leave a test a test', () => {
    expect(at(returned({ data: { deploymentMode: 'test' } }), 'Message')?.attributes.deploymentMode).toBe(
      'test',
    );
    expect(at(returned(), 'Message')?.attributes.deploymentMode).toBe('production');
    expect(at(returned({ data: { deploymentMode: 'odd' } }), 'Message')?.attributes.deploymentMode).toBe(
      'production',
    );
  });
});

describe('shipping', () => {
  const cart = cartOf([article()]);

  test('stands beside the lines, and the Total is the lines alone', () => {
    const xml = returned({ cart });
    const header = at(xml, 'Message', 'PunchOutOrderMessage', 'PunchOutOrderMessageHeader');
    expect(textOf(childNamed(header, 'Total'))).toMatch(/^12\.50?$/);
    expect(textOf(childNamed(childNamed(header, 'Shipping'), 'Money'))).toBe('4.90');
    expect(textOf(childNamed(childNamed(header, 'Shipping'), 'Description'))).toBe('Parcel service');
    expect(items(xml)).toHaveLength(1);
  });

  test('is a line of its own where the System says so', () => {
    const xml = returned({ cart, system: sampleSystem({ shipping: 'line' }) });
    expect(
      at(xml, 'Message', 'PunchOutOrderMessage', 'PunchOutOrderMessageHeader', 'Shipping'),
    ).toBeUndefined();
    expect(
      items(xml).map((item) => textOf(childNamed(childNamed(item, 'ItemID'), 'SupplierPartID'))),
    ).toEqual(['NW-1001', 'SHIPPING']);
  });

  test('is left out where the System says so, and where there is none', () => {
    expect(returned({ cart, system: sampleSystem({ shipping: 'none' }) })).not.toContain('Shipping');
    expect(returned({ cart: cartOf([article()], {}) })).not.toContain('Shipping');
  });
});

test('a discount returns as a line with a negative price', () => {
  const xml = returned({ cart: cartOf([article(), discount]) });
  const [, line] = items(xml);
  expect(textOf(childNamed(childNamed(line, 'ItemDetail'), 'UnitPrice'))).toBe('-2.50');
  expect(line?.attributes).toEqual({ quantity: '1', lineNumber: '2' });
  expect(lintCxml(xml)).toEqual([]);
});

describe('a cancelled visit', () => {
  test('tells the buyer that nothing changed: Status 204 and no line', () => {
    const xml = postedDocument(cancelForm());
    expect(at(xml, 'Message', 'Status')?.attributes).toMatchObject({ code: '204', text: 'No Content' });
    expect(items(xml)).toEqual([]);
    expect(at(xml, 'Message', 'PunchOutOrderMessage', 'BuyerCookie')?.children).toEqual(['1CX3L4843PPZO']);
  });

  test('is never taken for an empty cart, which a Status would not accompany', () => {
    expect(at(returned(), 'Message', 'Status')).toBeUndefined();
  });
});

test('the time of a message has a numeric offset and no Z', () => {
  expect(parseDocument(returned()).attributes).toMatchObject({
    timestamp: '2026-07-01T12:00:00+00:00',
    payloadID: expect.stringMatching(/^\S+@gateway\.example$/),
    'xml:lang': 'de-DE',
  });
});
