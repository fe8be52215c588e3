import { beforeEach, describe, expect, test } from 'vitest';
import { type Answer, call, setupRequest } from '../../support/buyer.ts';
import { passThroughGateway } from '../../support/pass-through-gateway.ts';
import { rawCall, stubAnswer, usualAnswer } from '../../support/stub-connector.ts';

const { gateway, stub, licensed, published } = await passThroughGateway();
await licensed('cxml');

beforeEach(() => {
  stub.calls.length = 0;
  stub.answerWith(usualAnswer);
});

const post = (
  body: Buffer,
  contentType = 'text/xml',
  headers: Record<string, string> = {},
): Promise<Answer> =>
  call(`${gateway.url}/cxml/plugin-cxml`, {
    method: 'POST',
    headers: { 'content-type': contentType, ...headers },
    body,
  });
const document = (changes = {}) => Buffer.from(setupRequest(changes));

function multipart(xml: string): Buffer {
  const lines = [
    'a preamble that nobody reads',
    '--b1',
    'Content-Type: text/xml; charset=UTF-8',
    'Content-ID: <doc@buyer>',
    '',
    xml,
    '--b1',
    'Content-Type: application/octet-stream',
    'Content-Transfer-Encoding: binary',
    '',
    '\u0000\u00ff\u0080 drawing',
    '--b1--',
    '',
  ];
  return Buffer.from(lines.join('\r\n'), 'latin1');
}

const utf16 = (text: string) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);
const inLatin1 = (text: string) =>
  Buffer.from(text.replace('encoding="UTF-8"', 'encoding="ISO-8859-1"'), 'latin1');

describe('a setup request for a shop that speaks cXML', () => {
  test.each([
    ['in UTF-8', document({ buyerCookie: 'Büro ✓' }), 'text/xml; charset=UTF-8'],
    ['in ISO-8859-1', inLatin1(setupRequest({ buyerCookie: 'Büro' })), 'application/xml'],
    [
      'in UTF-16 with a byte order mark',
      utf16(setupRequest().replace('encoding="UTF-8"', 'encoding="UTF-16"')),
      'text/xml; charset=utf-16',
    ],
    [
      'with attachments',
      multipart(setupRequest()),
      'multipart/related; boundary=b1; type="text/xml"; start="<doc@buyer>"',
    ],
  ])('%s reaches it byte for byte, and its answer the buyer', async (_, body, contentType) => {
    const answer = await post(body, contentType);
    expect(stub.calls).toHaveLength(1);
    const [arrived] = stub.calls;
    expect(arrived?.body.equals(body)).toBe(true);
    expect(arrived).toMatchObject({ method: 'POST', target: '/cxml/login' });
    expect(arrived?.headers).toMatchObject({ 'content-type': contentType, host: new URL(stub.url).host });
    expect(answer).toMatchObject({ status: 200, text: stubAnswer });
    expect(answer.headers).toMatchObject({
      'content-type': 'text/xml; charset=ISO-8859-1',
      'cache-control': 'no-store',
    });
  });

  test('keeps its query, and what its headers tell of the caller, but no cookie of ours', async () => {
    await rawCall(gateway.url, "/cxml/plugin-cxml?a=%c3%bc&a=2&b='x'&", {
      method: 'POST',
      headers: {
        'content-type': 'text/xml',
        'user-agent': 'Ariba',
        authorization: 'Basic c2hvcA==',
        cookie: 'session=ours',
        'x-forwarded-for': '203.0.113.7',
        'x-forwarded-host': 'elsewhere.example',
        'x-original-url': '/admin',
        te: 'trailers',
      },
      body: setupRequest(),
    });
    expect(stub.calls[0]?.target).toBe("/cxml/login?a=%c3%bc&a=2&b='x'&");
    const headers = stub.calls[0]?.headers ?? {};
    expect(headers).toMatchObject({ 'user-agent': 'Ariba', authorization: 'Basic c2hvcA==' });
    expect(headers['x-forwarded-for']).toMatch(/^203\.0\.113\.7, .*127\.0\.0\.1$|^203\.0\.113\.7, ::1$/);
    for (const name of ['cookie', 'x-forwarded-host', 'x-original-url', 'te'])
      expect(headers).not.toHaveProperty(name);
  });

  test('is handed on again when it comes again: what that means the shop decides', async () => {
    const again = document({ payloadId: 'same@buyer.example' });
    await post(again);
    stub.answerWith(
      (response) => void response.writeHead(409, { 'content-type': 'text/plain' }).end('again?'),
    );
    expect(await post(again)).toMatchObject({ status: 409, text: 'again?' });
    expect(stub.calls).toHaveLength(2);
  });

  test('leaves a line in the log and no session', async () => {
    await post(document());
    const { sessions } = gateway.adapters;
    expect(await sessions.list({ limit: 10 })).toEqual([]);
    const line = gateway.log.findLast(({ event }) => event === 'passed_through');
    expect(line).toMatchObject({
      protocol: 'cxml',
      system: 'plugin-cxml',
      request: 'PunchOutSetupRequest',
      status: 200,
      milliseconds: expect.any(Number),
      reference: expect.any(String),
    });
    expect(JSON.stringify(gateway.log)).not.toMatch(/SharedSecret|demo-shared-secret|the answer of the shop/);
  });

  test.each([
    [204, {}, ''],
    [500, { 'content-type': 'text/html' }, '<h1>broken</h1>'],
    [302, { location: '/cxml/there' }, ''],
  ])('has the answer %i of the shop, whatever it is', async (status, headers, text) => {
    stub.answerWith((response) => void response.writeHead(status, headers).end(text));
    const answer = await post(document());
    expect(answer).toMatchObject({ status, text });
    expect(answer.headers['content-type']).toBe(Reflect.get(headers, 'content-type'));
    expect(answer.headers.location).toBe(status === 302 ? `${stub.url}/cxml/there` : undefined);
  });
});

describe('other documents for that shop', () => {
  test('a profile is told by the gateway, or later requests would go around it', async () => {
    const answer = await post(document({ body: '<ProfileRequest/>' }));
    expect(answer.text).toContain('<ProfileResponse');
    expect(answer.text).toContain('/cxml/plugin-cxml</URL>');
    expect(stub.calls).toEqual([]);
  });

  test.each(['OrderRequest', 'StatusUpdateRequest', 'ConfirmationRequest'])(
    'a recognised %s reaches it, and needs no license',
    async (name) => {
      await published('cxml', { name: 'unlicensed' });
      const body = document({ body: `<${name}/>` });
      const headers = { 'content-type': 'text/xml' };
      const answer = await call(`${gateway.url}/cxml/unlicensed`, { method: 'POST', headers, body });
      expect(answer.text).toBe(stubAnswer);
      expect(stub.calls[0]?.body.equals(body)).toBe(true);
    },
  );
});
