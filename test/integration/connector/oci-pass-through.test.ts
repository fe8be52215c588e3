import { beforeEach, describe, expect, test } from 'vitest';
import { call, ociParameters } from '../../support/buyer.ts';
import { buyerUrl } from '../../support/gateway.ts';
import { passThroughGateway } from '../../support/pass-through-gateway.ts';
import { rawCall, stubAnswer, usualAnswer } from '../../support/stub-connector.ts';

const { gateway, stub, licensed } = await passThroughGateway();
await licensed('oci');
await licensed('oci', { name: 'relay-oci', shop: 'relay' });
await licensed('oci', { name: 'tagged-oci', shop: 'tagged' });

beforeEach(() => {
  stub.calls.length = 0;
  stub.answerWith(usualAnswer);
});

const type = 'application/x-www-form-urlencoded';
const post = (target: string, body: string, contentType = type) =>
  rawCall(gateway.url, target, { method: 'POST', headers: { 'content-type': contentType }, body });

const oddTarget = (path: string) => `${path}?page=%c3%bc&A='<"&&b`;

const form = String(new URLSearchParams(ociParameters));
/** Escapes in lower case, bytes without an escape, a plus, the same field twice, an empty one, a lone ampersand. */
const oddForm = `${form}&note=%c3%bc+%FC\u00fc\u00a0'"<&X=1&X=1&empty=&flag&&last=%zz&`;
/** A server in front of us takes no byte of a query that is not ASCII. */
const oddQuery = oddForm.replaceAll(/[\u0080-\u00ff]/g, '');

describe('an OCI login for a shop that speaks OCI', () => {
  test.each([
    ['POST', form],
    ['POST with odd encodings', oddForm],
  ])('by %s is sent on by the browser itself: the shop gets the very same form', async (_, body) => {
    const answer = await post(oddTarget('/oci/plugin-oci'), body);
    expect(answer).toMatchObject({ status: 307, location: stub.url + oddTarget('/oci/login') });
    expect(answer.text).not.toContain(ociParameters.PASSWORD);
    expect(stub.calls).toEqual([]);
  });

  test('by GET is sent on with its query as it came', async () => {
    const answer = await rawCall(gateway.url, `/oci/plugin-oci?${oddQuery}`);
    expect(answer).toEqual({ status: 307, location: `${stub.url}/oci/login?${oddQuery}`, text: '' });
  });

  test('is kept by no cache and told to nobody', async () => {
    const { headers } = await call(`${gateway.url}/oci/plugin-oci?${form}`);
    expect(headers).toMatchObject({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' });
  });

  test('by POST is relayed byte for byte where the connector says so', async () => {
    const answer = await post(oddTarget('/oci/relay-oci'), oddForm, `${type}; charset=iso-8859-1`);
    const [arrived] = stub.calls;
    expect(arrived?.body.equals(Buffer.from(oddForm, 'latin1'))).toBe(true);
    expect(arrived).toMatchObject({ method: 'POST', target: oddTarget('/oci/login') });
    expect(arrived?.headers['content-type']).toBe(`${type}; charset=iso-8859-1`);
    expect(answer).toMatchObject({ status: 200, text: stubAnswer });
  });

  test('by GET is relayed with its query as it came', async () => {
    await rawCall(gateway.url, `/oci/relay-oci?${oddQuery}`);
    expect(stub.calls[0]).toMatchObject({ method: 'GET', target: `/oci/login?${oddQuery}` });
    expect(stub.calls[0]?.body).toHaveLength(0);
    expect(stub.calls[0]?.headers).not.toHaveProperty('content-type');
  });

  test('keeps the query that the address of the connector has', async () => {
    await post('/oci/tagged-oci?page=2', form);
    await post('/oci/tagged-oci', form);
    expect(stub.calls.map(({ target }) => target)).toEqual(['/oci/login?shop=1&page=2', '/oci/login?shop=1']);
  });

  test('does not bring the shop the cookies or the password of our host, nor us the cookies of the shop', async () => {
    stub.answerWith((response) => {
      const headers = { location: '/session?token=1', 'set-cookie': ['a=1', 'b=2'], 'x-powered-by': 'PHP' };
      response.writeHead(302, headers).end();
    });
    const headers = {
      'content-type': type,
      cookie: 'ours=1',
      authorization: 'Basic YQ==',
      'user-agent': 'Edge',
    };
    const answer = await call(`${gateway.url}/oci/relay-oci`, { method: 'POST', headers, body: form });
    expect(stub.calls[0]?.headers).toMatchObject({ 'user-agent': 'Edge' });
    expect(stub.calls[0]?.headers).not.toHaveProperty('cookie');
    expect(stub.calls[0]?.headers).not.toHaveProperty('authorization');
    expect(answer).toMatchObject({ status: 302, headers: { location: `${stub.url}/session?token=1` } });
    expect(answer.headers).not.toHaveProperty('set-cookie');
    expect(answer.headers).not.toHaveProperty('x-powered-by');
    const line = gateway.log.findLast(({ event }) => event === 'passed_through');
    expect(line).toMatchObject({ system: 'relay-oci', status: 302, lostCookies: 2 });
  });

  test('keeps a compressed answer as the shop compressed it', async () => {
    stub.answerWith((response) => response.writeHead(200, { 'content-encoding': 'br' }).end('compressed'));
    const headers = { 'content-type': type, 'accept-encoding': 'br' };
    const answer = await call(`${gateway.url}/oci/relay-oci`, { method: 'POST', headers, body: form });
    expect(stub.calls[0]?.headers['accept-encoding']).toBe('br');
    expect(answer).toMatchObject({ headers: { 'content-encoding': 'br' }, text: 'compressed' });
  });

  test.each(['VALIDATE', 'BACKGROUND_SEARCH', 'QUANTITYCHECK', 'DOWNLOADJSON'])(
    'a %s is relayed always: a server may have called, which follows no redirect',
    async (name) => {
      const { HOOK_URL: _, ...login } = ociParameters;
      const answer = await post('/oci/plugin-oci', String(new URLSearchParams({ ...login, FUNCTION: name })));
      expect(answer.text).toBe(stubAnswer);
      expect(gateway.log.findLast(({ event }) => event === 'passed_through')).toMatchObject({
        function: name,
      });
    },
  );

  test.each(['DETAIL', 'SOURCING'])('a %s is a visit like any other', async (name) => {
    const answer = await post('/oci/plugin-oci', `${form}&FUNCTION=${name}`);
    expect(answer.status).toBe(307);
  });

  test('is found among all Systems without its name too', async () => {
    await licensed('oci', { name: 'plugin-fixed', login: { fixed: { company: 'northwind' } } });
    const answer = await post('/oci', `${form}&company=northwind`);
    expect(answer.location).toBe(`${stub.url}/oci/login`);
  });

  test('leaves no session, no password in the log, and nothing that the shop said', async () => {
    await post('/oci/relay-oci', form);
    expect(await gateway.adapters.sessions.list({ limit: 10 })).toEqual([]);
    expect(JSON.stringify(gateway.log)).not.toContain(ociParameters.PASSWORD);
    expect(JSON.stringify(gateway.log)).not.toContain('the answer of the shop');
    expect(JSON.stringify(gateway.log)).not.toContain(new URL(buyerUrl).host);
  });
});
