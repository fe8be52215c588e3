import { describe, expect, test } from 'vitest';
import type { PunchOutSession } from '../../../src/punchout/session.ts';
import { cxmlCall, setupRequest } from '../../support/buyer.ts';
import { corpusDocument } from '../../support/cxml-corpus.ts';
import { openDoor } from '../../support/open-door.ts';
import { findDataFolder } from '../../support/services/availability.ts';

const returnHosts = ['buyer.ariba.com', 'buyer.example', 'buyer.host', 'browserformpost', 'qa.coupahost.com'];
const door = await openDoor(returnHosts);

/** Posts a document that has to be accepted, and ends the visit that it began. */
async function accepted(document: string | Buffer, contentType = 'text/xml'): Promise<PunchOutSession> {
  const answer = await cxmlCall(door.gateway.url, document, door.path, contentType);
  expect(answer.code, door.gateway.reasons().at(-1)).toBe('200');
  const [session] = await door.gateway.adapters.sessions.list({ limit: 1 });
  await door.endVisit();
  if (!session) throw new Error('no session began');
  return session;
}

function cookieOf({ protocolData }: PunchOutSession): string {
  return JSON.parse(protocolData).buyerCookie.join('');
}

describe.skipIf(!findDataFolder('cxmlCorpus'))('a real setup request is understood', () => {
  test.each([
    'utf8-bom.xml',
    'utf16le-bom.xml',
    'utf16be-bom.xml',
    'encoding-UTF8-no-hyphen.xml',
    'crlf.xml',
    'leading-whitespace.xml',
    'cdata-everywhere.xml',
    'default-xmlns.xml',
    'prefixed-ns.xml',
    'processing-instruction.xml',
    'doctype-https-public.xml',
    'url-with-whitespace.xml',
  ])('written as %s', async (name) => {
    const session = await accepted(corpusDocument(`derived/${name}`).bytes);
    expect(cookieOf(session)).toBe('abc123');
    expect(session.returnUrl).toBe('https://buyer.ariba.com/punchback');
  });

  test('with an escaped return address', async () => {
    const session = await accepted(corpusDocument('derived/ampersand-url-escaped.xml').bytes);
    expect(session.returnUrl).toBe('https://buyer.ariba.com/punchback?x=1&y=2&z=%26');
  });

  test('without a DOCTYPE', async () => {
    const session = await accepted(corpusDocument('setup-create/friendsofcxml-1.xml').bytes);
    expect(cookieOf(session)).toBe('nomnom');
  });

  test('with a time that is none', async () => {
    const session = await accepted(corpusDocument('setup-create/purchasingplatform-1.xml').bytes);
    expect(session.extrinsics).toContainEqual(['UserEmail', 'user@e.mail']);
    expect(session.details).toContainEqual(['ShipTo.City', 'Chicago']);
  });

  test('from Coupa in 2008, its time written like "Mon May 19 18:29:48 +0000 2008"', async () => {
    const session = await accepted(corpusDocument('setup-create/coupa-2008.xml').bytes);
    expect(cookieOf(session)).toBe('c64af92dc27e68172e030d3dfd1bc944');
    expect(session.returnUrl).toBe('https://qa.coupahost.com/punchout/checkout/4');
    expect(session.extrinsics).toContainEqual(['BusinessUnit', 'mybusinessunit']);
  });
});

const header = `<Header><From><Credential domain="DUNS"><Identity>coupa-t</Identity></Credential></From>
<To><Credential domain="DUNS"><Identity>supplier</Identity></Credential></To>
<Sender><Credential domain="DUNS"><Identity>coupa-t</Identity></Credential><UserAgent/></Sender></Header>`;

describe('a setup request is understood', () => {
  test('with its Contact before the BrowserFormPost, as Coupa wrote it in 2008', async () => {
    const session = await accepted(`<?xml version="1.0"?>
<cXML payloadID="1@coupa" timestamp="Mon May 19 18:29:48 +0000 2008">${header}<Request>
<PunchOutSetupRequest operation="create"><BuyerCookie>c-1</BuyerCookie><Extrinsic name="User">u</Extrinsic>
<Contact role="endUser"><Name xml:lang="en">Jim</Name><Email>jim@buyer.example</Email></Contact>
<BrowserFormPost><URL>https://buyer.example/back</URL></BrowserFormPost>
</PunchOutSetupRequest></Request></cXML>`);
    expect(cookieOf(session)).toBe('c-1');
    expect(session.returnUrl).toBe('https://buyer.example/back');
    expect(session.details).toContainEqual(['Contact.Email', 'jim@buyer.example']);
  });

  test('in the order of Dynamics 365: no DOCTYPE, no offset, braces, a blank behind the address', async () => {
    const session = await accepted(`<?xml version="1.0" encoding="utf-8"?>
<cXML version="1.2.008" payloadID="{7A1B}" timestamp="2026-07-01T12:00:00" xml:lang="en-US">${header}<Request>
<PunchOutSetupRequest operation="create"><SupplierSetup><URL>https://shop.example/cxml</URL></SupplierSetup>
<Extrinsic name="User email">jane@buyer.example</Extrinsic>
<BrowserFormPost><URL>https://buyer.example/back?cookie=%7B7A1B%7D </URL></BrowserFormPost>
<BuyerCookie>{7A1B}</BuyerCookie></PunchOutSetupRequest></Request></cXML>`);
    expect(cookieOf(session)).toBe('{7A1B}');
    expect(session.returnUrl).toBe('https://buyer.example/back?cookie=%7B7A1B%7D');
    expect(session.extrinsics).toContainEqual(['User email', 'jane@buyer.example']);
  });

  const umlauts = setupRequest({ buyerCookie: 'Käufer ±5' });
  const declared = (encoding: string) => umlauts.replace('UTF-8', encoding);

  test.each([
    ['UTF-8', Buffer.from(umlauts), 'text/xml'],
    ['ISO-8859-1', Buffer.from(declared('ISO-8859-1'), 'latin1'), 'text/xml'],
    ['windows-1252', Buffer.from(declared('windows-1252'), 'latin1'), 'application/xml'],
    ['UTF-16', Buffer.from(`\ufeff${declared('UTF-16')}`, 'utf16le'), 'text/xml'],
    [
      'a charset that only HTTP names',
      Buffer.from(umlauts.replace(/ encoding="[^"]*"/, ''), 'latin1'),
      'text/xml; charset=iso-8859-1',
    ],
  ])('in %s, with its umlauts', async (_, bytes, contentType) => {
    expect(cookieOf(await accepted(bytes, contentType))).toBe('Käufer ±5');
  });

  test('in multipart/related, with an attachment before it', async () => {
    const part = (type: string, id: string, body: string) =>
      `--b1\r\nContent-Type: ${type}\r\nContent-ID: <${id}>\r\n\r\n${body}\r\n`;
    const attachment = part('application/pdf', 'drawing@buyer.example', '%PDF-1.4');
    const document = part('text/xml; charset=UTF-8', 'main@buyer.example', umlauts);
    const type = 'multipart/related; boundary=b1; type="text/xml"; start="<main@buyer.example>"';
    expect(cookieOf(await accepted(`${attachment}${document}--b1--\r\n`, type))).toBe('Käufer ±5');
  });
});
