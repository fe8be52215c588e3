import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readEnvelope } from '../../../src/cxml/envelope.ts';
import {
  type PunchOutSetupRequest,
  readPunchOutSetupRequest,
  returnTargetOf,
} from '../../../src/cxml/punchout-setup-request.ts';
import { readDocument } from '../../../src/cxml/read-document.ts';
import { element, textOf } from '../../../src/cxml/xml-element.ts';
import { findDataFolder } from '../../support/services/availability.ts';
import { setupOf } from './setup-xml.ts';

const corpus = findDataFolder('cxmlCorpus');
const fixtures = new URL('../../../fixtures/cxml/', import.meta.url);

function cookieOf({ buyerCookie }: PunchOutSetupRequest): string {
  return textOf(element('BuyerCookie', {}, buyerCookie));
}

function readSetup(bytes: Buffer): PunchOutSetupRequest {
  return readPunchOutSetupRequest(readEnvelope(readDocument(bytes, 'text/xml')).request);
}

function extrinsicOf({ extrinsics }: PunchOutSetupRequest, name: string): string | undefined {
  return extrinsics.find(([candidate]) => candidate === name)?.[1];
}

describe('a setup request', () => {
  test('is read in whatever order the buyer writes it', () => {
    const setup = setupOf({
      content: `<Contact><Name xml:lang="en">A</Name><Email>a@buyer.example</Email></Contact>
        <BrowserFormPost><URL>https://buyer.example/return</URL></BrowserFormPost>
        <Extrinsic name="CostCenter"> 610 </Extrinsic><BuyerCookie>c1</BuyerCookie>`,
    });
    expect(setup).toEqual({
      buyerCookie: ['c1'],
      returnUrl: 'https://buyer.example/return',
      extrinsics: [['CostCenter', '610']],
      contactEmail: 'a@buyer.example',
      details: [
        ['Contact.Name', 'A'],
        ['Contact.Email', 'a@buyer.example'],
      ],
      operation: 'create',
      lines: [],
      selected: undefined,
    });
  });

  test('without an operation is one to create, as is one in capitals', () => {
    expect(setupOf({ request: '' })).toEqual(setupOf({ request: 'operation="create"' }));
    expect(setupOf({ request: 'operation="Create"' })).toEqual(setupOf({ request: 'operation="create"' }));
  });

  test('to delete is told that this is not offered', () => {
    expect(() => setupOf({ request: 'operation="delete"' })).toThrow(
      expect.objectContaining({ reason: 'unsupported_operation' }),
    );
  });

  test.each([
    ['source', 'source'],
    ['SOURCE', 'source'],
    ['Inspect', 'inspect'],
  ])('to %s is read as one to %s', (operation, read) => {
    expect(setupOf({ request: `operation="${operation}"` }).operation).toBe(read);
  });

  test.each([
    ['<SupplierPartID> HAM-001 </SupplierPartID>', { number: 'HAM-001', reference: '' }],
    [
      '<SupplierPartID>0</SupplierPartID><SupplierPartAuxiliaryID>tools</SupplierPartAuxiliaryID>',
      { number: '0', reference: 'tools' },
    ],
    [
      '<SupplierPartID/><SupplierPartAuxiliaryID>tools</SupplierPartAuxiliaryID>',
      { number: '', reference: 'tools' },
    ],
    ['<SupplierPartID> </SupplierPartID>', undefined],
  ])('has chosen what its SelectedItem names by %s', (names, selected) => {
    const content = `<BuyerCookie/><SelectedItem><ItemID>${names}</ItemID></SelectedItem>`;
    expect(setupOf({ content }).selected).toEqual(selected);
  });

  test('without a BuyerCookie is incomplete, with an empty one it is not', () => {
    expect(() => setupOf({ content: '' })).toThrow(expect.objectContaining({ reason: 'invalid_request' }));
    expect(setupOf({ content: '<BuyerCookie/>' }).buyerCookie).toEqual([]);
  });

  test('keeps the BuyerCookie with its white space and its markup', () => {
    const content = `<BuyerCookie>\n  a &amp; b\t<ref id="1&quot;" xml:lang="de"><x:y xmlns:x="urn:x">c</x:y></ref> </BuyerCookie>`;
    expect(setupOf({ content }).buyerCookie).toEqual([
      '\n  a & b\t',
      element('ref', { id: '1"', 'xml:lang': 'de' }, element('x:y', { 'xmlns:x': 'urn:x' }, 'c')),
      ' ',
    ]);
  });

  test('gives no Extrinsic of ShipTo, Contact or an item for one of its own', () => {
    const inner = '<Extrinsic name="UserEmail">other@buyer.example</Extrinsic>';
    const content = `<BuyerCookie>c</BuyerCookie><Extrinsic name="UserEmail">me@buyer.example</Extrinsic>
      <ShipTo><Address><PostalAddress>${inner}</PostalAddress></Address></ShipTo><Contact>${inner}</Contact>
      <ItemOut quantity="1"><ItemDetail>${inner}</ItemDetail></ItemOut>`;
    expect(setupOf({ content }).extrinsics).toEqual([['UserEmail', 'me@buyer.example']]);
  });

  test('has the e-mail of the first Contact that has one', () => {
    const contact = (email: string) => `<Contact><Name xml:lang="en">x</Name>${email}</Contact>`;
    const content = `<BuyerCookie/>${contact('')}${contact('<Email> a@b.example </Email>')}${contact('<Email>c@d.example</Email>')}`;
    expect(setupOf({ content }).contactEmail).toBe('a@b.example');
  });
});

describe('the return address', () => {
  test.each([
    ['https://buyer.example/a?x=1&amp;y=%26', 'https://buyer.example/a?x=1&y=%26'],
    ['\n   https://buyer.example/a  \n', 'https://buyer.example/a'],
    ['https://buyer.example/get_cart/650e\n\t\t\t34fc', 'https://buyer.example/get_cart/650e34fc'],
    ['https://buyer.example/get\r\n  /34fc', 'https://buyer.example/get/34fc'],
    ['<![CDATA[https://buyer.example/?a=1&b=2]]>', 'https://buyer.example/?a=1&b=2'],
    [' ', undefined],
  ])('%j is %j', (url, address) => {
    expect(
      setupOf({ content: `<BuyerCookie/><BrowserFormPost><URL>${url}</URL></BrowserFormPost>` }).returnUrl,
    ).toBe(address);
  });

  test('may be missing', () => {
    expect(setupOf({}).returnUrl).toBeUndefined();
    expect(setupOf({ content: '<BuyerCookie/><BrowserFormPost/>' }).returnUrl).toBeUndefined();
  });
});

describe('the frame of the return', () => {
  test.each([
    ['ReturnFrame', '_top', '_top'],
    ['return_frame', 'punchoutFrame', 'punchoutFrame'],
    ['ReturnFrame', '_returnFrame', '_self'],
    ['ReturnFrame', '" onload="', '_self'],
    ['Frame', '_top', '_self'],
  ])('Extrinsic %s with %j gives %s', (name, value, target) => {
    const content = `<BuyerCookie/><Extrinsic name="${name}">${value.replaceAll('"', '&quot;')}</Extrinsic>`;
    expect(returnTargetOf(setupOf({ content }))).toBe(target);
  });
});

describe('requests of our own fixtures', () => {
  test.each([
    [
      'setup-request-network-hub.xml',
      '1CX3L4843PPZO',
      'https://buyer.example:2600/punchout?client=NAwl4Jo',
      'jsmith@buyer.example',
    ],
    [
      'setup-request-contact-first.xml',
      'c64af92dc27e68172e030d3dfd1bc944',
      'https://buyer.example/punchout/checkout/4',
      'jane@buyer.example',
    ],
    [
      'setup-request-labelled-fields.xml',
      '{3B1E7C52-0D4F-4A46-8C7B-AD6B4A1F2E11}',
      'https://erp.buyer.example/?cmp=usmf&mi=punchout',
      undefined,
    ],
    [
      'setup-request-broken-url.xml',
      'cookie',
      'https://buyer.example/api/external/get_cart/650e020829a2ea34fc680fac',
      'dev@buyer.example',
    ],
  ])('%s', (name, cookie, returnUrl, email) => {
    const setup = readSetup(readFileSync(new URL(name, fixtures)));
    expect([cookieOf(setup), setup.returnUrl, extrinsicOf(setup, 'UserEmail')]).toEqual([
      cookie,
      returnUrl,
      email,
    ]);
  });
});

describe.skipIf(!corpus)('requests of real systems', () => {
  const folder = join(corpus ?? '', 'setup-create');
  const names = corpus ? readdirSync(folder).filter((name) => name !== 'punchoutcarewell-2.xml') : [];

  test.each(names)('%s is read, or refused for the one thing it lacks', (name) => {
    const withoutCookie = ['friendsofcxml-4.xml', 'purchasingplatform-2.xml'];
    if (withoutCookie.includes(name)) expect(() => readSetup(bytesOf(name))).toThrow(/has no BuyerCookie$/);
    else expect(readSetup(bytesOf(name)).buyerCookie).toBeInstanceOf(Array);
  });

  test.each([
    ['coupa-2008.xml', 'c64af92dc27e68172e030d3dfd1bc944', 'https://qa.coupahost.com/punchout/checkout/4'],
    ['cxml-guide-workchairs.xml', '1CX3L4843PPZO', 'https://bigbuyer.com:2600/punchout?client=NAwl4Jo'],
    ['catalog360-annotated.xml', '1CX3L4843PPZO', 'https://bigbuyer.com:2600/punchout?client=NAwl4Jo'],
    [
      'classwallet.xml',
      'cookie',
      'https://app.classwallet.com/api/external/get_cart/650e020829a2ea34fc680fac',
    ],
    [
      'punchoutcarewell-1.xml',
      '99ea3c4c8cf9f6dc905a6b6772daa0d1',
      'https://mwilczek-demo.coupacloud.com/punchout/checkout?id=2',
    ],
    ['vphantom-4.xml', 'buyer1234', undefined],
    ['dpassarelli-1.xml', '', undefined],
  ])('%s has the BuyerCookie %j and is returned to %j', (name, cookie, returnUrl) => {
    const setup = readSetup(bytesOf(name));
    expect([cookieOf(setup), setup.returnUrl]).toEqual([cookie, returnUrl]);
  });

  test('setup-source.xml is one for a request for quotation', () => {
    const bytes = readFileSync(join(corpus ?? '', 'constructed', 'setup-source.xml'));
    expect(readSetup(bytes)).toMatchObject({ operation: 'source', lines: [], selected: undefined });
  });

  function bytesOf(name: string): Buffer {
    return readFileSync(join(folder, name));
  }
});
