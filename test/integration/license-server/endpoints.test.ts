import { randomBytes } from 'node:crypto';
import { Validator } from '@seriousme/openapi-schema-validator';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verifyDocument } from '../../../src/license/license-document.ts';
import { endpoints, problemSchema } from '../../../src/license/license-server-api.ts';
import { publishedKeys } from '../../../src/license/signing-keys.ts';
import { licenseFaults } from '../../../src/punchout/license-error.ts';
import { call } from '../../support/buyer.ts';
import { sell, startLicenseServer, type TestLicenseServer } from '../../support/license-server.ts';

let server: TestLicenseServer;

beforeAll(async () => {
  server = await startLicenseServer();
});
afterAll(() => server.close());

const nonce = 'n'.repeat(32);
const shop = 'https://shop.example';
const newFingerprint = () => `v1:${randomBytes(32).toString('hex')}`;

async function post(path: string, body: unknown, key?: string) {
  const headers = {
    'content-type': 'application/json',
    ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
  };
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const answer = await call(server.url + path, { method: 'POST', headers, body: text });
  return { ...answer, json: JSON.parse(answer.text) };
}

describe('a gateway', () => {
  test('gets the licenses of its subscription, signed, with what it has asked for in it', async () => {
    const { systemKey, subscription } = await sell(server, { customers: 2 });
    const { status, json, headers } = await post('/v1/document', { nonce }, systemKey);
    expect(status).toBe(200);
    expect(headers['cache-control']).toBe('no-store');
    const document = await verifyDocument(json.documents[0], await publishedKeys(server.adapters));
    expect(document).toMatchObject({ nonce, subscription: { id: subscription.id, holder: 'Shop GmbH' } });
    expect([document.systemLicenses.length, document.customerLicenses.length]).toEqual([1, 3]);
    expect(document.notAfter - document.issuedAt).toBe(7 * 86_400_000);
    const { keys } = JSON.parse((await call(`${server.url}/v1/keys`)).text);
    expect(keys.map(({ id }: { id: string }) => id)).toEqual(
      (await publishedKeys(server.adapters)).map(({ id }) => id),
    );
  });

  test('may ask with the key of a customer license too, and with one whose license is suspended', async () => {
    const { seatKeys } = await sell(server);
    expect((await post('/v1/document', { nonce }, seatKeys[0])).status).toBe(200);
  });

  test('finds no key and no hash of one in any answer', async () => {
    const { systemKey, seatKeys } = await sell(server);
    const system = { id: 'system-1', fingerprint: newFingerprint() };
    const { text } = await post('/v1/connect', { nonce, website: shop, system }, systemKey);
    const payload = Buffer.from(JSON.parse(text).documents[0].split('.')[1], 'base64url').toString('utf8');
    for (const secret of [systemKey, ...seatKeys]) expect(text + payload).not.toContain(secret.slice(4, 20));
    expect(payload).not.toContain('keyHash');
  });

  test('changes nothing of another subscription, whatever it knows of it', async () => {
    const own = await sell(server);
    const foreign = await sell(server);
    const system = { id: 'system-1', fingerprint: newFingerprint() };
    await post('/v1/connect', { nonce, website: shop, system }, foreign.systemKey);
    const [license, seat] = foreign.issued.map((issued) => issued.license.id);
    const attempts = [
      await post('/v1/connect', { nonce, licenseId: license, website: shop, system }, own.systemKey),
      await post(
        '/v1/rebind',
        { nonce, licenseId: license, system, from: system.fingerprint },
        own.systemKey,
      ),
      await post('/v1/release', { nonce, license: seat }, own.systemKey),
      await post('/v1/move', { nonce, license: seat, customerId: 'mine' }, own.systemKey),
    ];
    expect(attempts.map(({ status, json }) => [status, json.code])).toEqual(
      Array(4).fill([404, 'license_unknown']),
    );
    const assign = { nonce, website: shop, fingerprint: system.fingerprint, customerId: 'mine' };
    expect((await post('/v1/assign', assign, own.systemKey)).json).toMatchObject({ code: 'not_connected' });
    expect((await server.adapters.licenses.usage(foreign.subscription.id)).assigned).toBe(0);
  });
});

describe('a refusal', () => {
  test.each<[string, string | undefined, number, string]>([
    ['no key', undefined, 401, 'key_missing'],
    ['a word', 'hello', 400, 'key_mistyped'],
    ['an unknown key', 'PGS-Z9B7H-SUYGE-EZZXE-FCJM6-BHTK6-49GMA', 404, 'key_unknown'],
    ['a mistyped key', 'PGS-Z9B7H-SUYGE-EZZXE-FCJM6-BHTK6-49GMB', 400, 'key_mistyped'],
  ])('for %s is a problem document that says what to do', async (_, key, status, code) => {
    const answer = await post('/v1/document', { nonce }, key);
    expect(answer.status).toBe(status);
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(problemSchema.parse(answer.json)).toMatchObject({
      status,
      code,
      advice: expect.stringMatching(/\w/),
    });
  });

  test.each<[string, string, unknown]>([
    ['no JSON', '/v1/document', '{"nonce"'],
    ['a body that is a list', '/v1/document', []],
    ['no nonce', '/v1/document', {}],
    [
      'a fingerprint that is none',
      '/v1/connect',
      { nonce, website: shop, system: { id: 'x', fingerprint: 'v1:x' } },
    ],
    ['a prototype', '/v1/assign', '{"__proto__":{"nonce":"nnnnnnnnnnnnnnnnnnnn"}}'],
  ])('for %s names the place', async (_, path, body) => {
    const { systemKey } = await sell(server);
    const { status, json } = await post(path, body, systemKey);
    expect(status).toBe(400);
    expect(json).toMatchObject({ code: 'request_invalid', detail: expect.stringMatching(/\w/) });
  });

  test('for a body without end comes before its end', async () => {
    const { systemKey } = await sell(server);
    const { status, json } = await post('/v1/document', 'x'.repeat(70_000), systemKey);
    expect([status, json.code]).toEqual([413, 'document_too_large']);
  });

  test('for what is not there', async () => {
    const { status, json } = await post('/v1/nothing', {});
    expect([status, json.code]).toEqual([404, 'not_found']);
  });

  test('is logged without the key', () => {
    const text = JSON.stringify(server.log);
    expect(text).toContain('key_unknown');
    expect(text).not.toContain('Z9B7H');
    expect(text).not.toMatch(/PG[SC]-[A-Z2-9]{5}-/);
  });
});

describe('the OpenAPI document', () => {
  const document = async () => JSON.parse((await call(`${server.url}/v1/openapi.json`)).text);

  test('is one, of version 3.1', async () => {
    const validator = new Validator();
    expect(await validator.validate(await document())).toMatchObject({ valid: true });
    expect(validator.version).toBe('3.1');
  });

  test('describes every endpoint that there is, and each is there', async () => {
    const { paths } = await document();
    expect(Object.keys(paths)).toEqual(Object.values(endpoints).map(({ path }) => path));
    for (const { method, path } of Object.values(endpoints)) {
      const answer = await call(server.url + path, { method });
      expect([path, answer.status]).not.toEqual([path, 404]);
      expect(paths[path][method.toLowerCase()].operationId).toBeDefined();
    }
  });

  test('describes what is really answered', async () => {
    const { systemKey } = await sell(server);
    const { json } = await post('/v1/connect', { nonce, website: shop }, systemKey);
    expect(endpoints.connect.response.safeParse(json).success).toBe(true);
    const described = (await document()).paths['/v1/connect'].post.responses['200'].content[
      'application/json'
    ].schema;
    expect(Object.keys(described.properties)).toEqual(['documents', 'license']);
    expect(Object.keys(json).toSorted()).toEqual(['documents', 'license']);
  });
});

test('every code has an HTTP status that fits, and advice', () => {
  for (const { status, advice } of Object.values(licenseFaults)) {
    expect([400, 401, 404, 409, 502, 503]).toContain(status);
    expect(advice).toMatch(/[.…]$/);
  }
});
