import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestBuyer } from '../../../src/demo/test-buyer/start-test-buyer.ts';
import { orderMessage, setupResponse } from './cxml-samples.ts';
import { type FakeGateway, startFakeGateway } from './fake-gateway.ts';

let gateway: FakeGateway;
let buyer: { url: string; close(): Promise<void> };

beforeAll(async () => {
  gateway = await startFakeGateway();
  buyer = await startTestBuyer({
    port: 0,
    host: '127.0.0.1',
    gatewayUrl: gateway.url,
    oci: { systemName: 'SRM <test>', user: 'acme', password: 'pass"word' },
    cxml: {
      systemName: 'Coupa & Co',
      from: { domain: 'NetworkId', identity: 'AN01' },
      to: { domain: 'DUNS', identity: '987' },
      sender: { domain: 'NetworkId', identity: 'AN02' },
      sharedSecret: 's<cret',
      userEmail: 'buyer@globex.example',
    },
  });
});

afterAll(async () => {
  await buyer.close();
  await gateway.close();
});

async function page(path: string, form?: [string, string][]) {
  const response = await fetch(`${buyer.url}${path}`, {
    redirect: 'manual',
    ...(form && { method: 'POST', body: new URLSearchParams(form) }),
  });
  return { status: response.status, location: response.headers.get('location'), body: await response.text() };
}

/** Punches out and answers the BuyerCookie that was sent, as it stands in the XML. */
async function sentCookie(): Promise<string> {
  gateway.answer = { status: 200, body: setupResponse('http://shop.example/start?a=1&amp;b=2') };
  await page('/punchout/cxml', []);
  return gateway.received.at(-1)?.match(/<BuyerCookie>(.*)<\/BuyerCookie>/)?.[1] ?? '';
}

const base64 = (xml: string) => Buffer.from(xml).toString('base64');

const ociLine: [string, string][] = [
  ['NEW_ITEM-DESCRIPTION[1]', 'Screwdriver <PH2> & "co"'],
  ['NEW_ITEM-QUANTITY[1]', '1000'],
  ['NEW_ITEM-UNIT[1]', 'EA'],
  ['NEW_ITEM-PRICE[1]', '12.500'],
  ['NEW_ITEM-PRICEUNIT[1]', '1000'],
  ['NEW_ITEM-CURRENCY[1]', 'EUR'],
  ['NEW_ITEM-VENDORMAT[1]', 'WASHER-M4'],
  ['NEW_ITEM-LONGTEXT_1:132[]', 'Long text'],
];

describe('the start page', () => {
  test('posts the login fields to the gateway, with a requisition of its own in the return address', async () => {
    const [first, second] = [await page('/'), await page('/')];
    expect(first.body).toContain(`action="${gateway.url}/oci"`);
    expect(first.body).toContain('name="PASSWORD" value="pass&#34;word"');
    expect(first.body).toMatch(/name="~OkCode" value="ADDI"/);
    const hooks = [first, second].map(({ body }) => body.match(/name="HOOK_URL" value="([^"]+)"/)?.[1]);
    expect(hooks[0]).toMatch(new RegExp(`^${buyer.url}/return/oci\\?requisition=REQ-\\d+$`));
    expect(hooks[1]).not.toBe(hooks[0]);
  });

  test('shows names as text, and no secret', async () => {
    const { body } = await page('/');
    expect(body).toContain('SRM &#60;test&#62;');
    expect(body).toContain('Coupa &#38; Co');
    expect(body).not.toContain('s&#60;cret');
  });
});

describe('punching out by cXML', () => {
  test('sends a request from server to server and the browser to the start page', async () => {
    await sentCookie();
    const { status, location } = await page('/punchout/cxml', []);
    expect([status, location]).toEqual([303, 'http://shop.example/start?a=1&b=2']);
    const request = gateway.received.at(-1) ?? '';
    expect(request).toContain('<SharedSecret>s&lt;cret</SharedSecret>');
    expect(request).toContain(`<BrowserFormPost><URL>${buyer.url}/return/cxml</URL></BrowserFormPost>`);
    expect(request).toContain('<Extrinsic name="UserEmail">buyer@globex.example</Extrinsic>');
  });

  test('has a fresh BuyerCookie each time', async () => {
    expect(await sentCookie()).not.toBe(await sentCookie());
  });

  test('shows code and text of a refusal', async () => {
    const body =
      '<cXML><Response><Status code="401" text="Unauthorized">No &lt;such&gt; buyer</Status></Response></cXML>';
    gateway.answer = { status: 200, body };
    const refusal = await page('/punchout/cxml', []);
    expect(refusal.status).toBe(502);
    expect(refusal.body).toContain('Status 401');
    expect(refusal.body).toContain('Unauthorized: No &#60;such&#62; buyer');
  });

  test('shows an answer that is no cXML', async () => {
    gateway.answer = { status: 503, body: '<h1>Bad gateway' };
    const { body } = await page('/punchout/cxml', []);
    expect(body).toContain('No cXML answer');
    expect(body).toContain('HTTP status 503');
    expect(body).toContain('&#60;h1&#62;');
  });
});

describe('a returned OCI cart', () => {
  test('is shown by item, with its value per price unit and the total', async () => {
    const { body } = await page('/return/oci?requisition=REQ-7', ociLine);
    expect(body).toContain('REQ-7');
    expect(body).toContain('1 line came back');
    expect(body).toContain('Screwdriver &#60;PH2&#62; &#38; &#34;co&#34;');
    expect(body).toContain('12.50 EUR');
    expect(body).toContain('All 8 fields as received');
    expect(body).toContain('Valid OCI');
  });

  test('with a fault shows what a procurement system would stumble over', async () => {
    const { body } = await page('/return/oci?requisition=REQ-7', [...ociLine, ['NEW_ITEM-UNIT[2]', '<i>']]);
    expect(body).toMatch(/\d+ problems in this OCI/);
    expect(body).not.toContain('<i>');
  });

  test('without a line is a return without a change', async () => {
    const { body } = await page('/return/oci?requisition=<i>', [['~OkCode', 'ADDI']]);
    expect(body).toContain('Returned without a change');
    expect(body).toContain('&#60;i&#62;');
  });
});

describe('a returned cXML cart', () => {
  test('is shown by item, and its BuyerCookie is recognised', async () => {
    const xml = orderMessage({ buyerCookie: await sentCookie() });
    const { body } = await page('/return/cxml', [['cXML-Base64', base64(xml)]]);
    expect(body).toContain('BuyerCookie intact');
    expect(body).toContain('Drill für &#60;Profis&#62;');
    expect(body).toContain('378.00 EUR');
    expect(body).toContain('Valid cXML');
    expect(body).toContain('&#60;SupplierPartID&#62;');
  });

  test('may come urlencoded', async () => {
    const xml = orderMessage({ buyerCookie: await sentCookie() });
    const { body } = await page('/return/cxml', [['cxml-urlencoded', xml]]);
    expect(body).toContain('BuyerCookie intact');
  });

  test('with another BuyerCookie is noticed', async () => {
    const xml = orderMessage({ buyerCookie: `${await sentCookie()} ` });
    const { body } = await page('/return/cxml', [['cxml-base64', base64(xml)]]);
    expect(body).toContain('BuyerCookie unknown');
  });

  test('with a fault shows what is wrong with it', async () => {
    const xml = orderMessage({ buyerCookie: await sentCookie() }).replace(
      '<UnitOfMeasure>EA</UnitOfMeasure>',
      '',
    );
    const { body } = await page('/return/cxml', [['cxml-base64', base64(xml)]]);
    expect(body).toMatch(/1 problem in this cXML/);
  });

  test('with status 204 is a return without a change', async () => {
    const xml = orderMessage({ buyerCookie: await sentCookie(), status: '204' });
    const { body } = await page('/return/cxml', [['cxml-base64', base64(xml)]]);
    expect(body).toContain('Returned without a change');
    expect(body).toContain('BuyerCookie intact');
  });

  test('that is no document at all is said to be unreadable', async () => {
    expect((await page('/return/cxml', [['cxml-base64', 'aGVsbG8=']])).body).toContain('Not readable');
    expect((await page('/return/cxml', [['other', 'x']])).body).toContain('no field cxml-base64');
  });
});
