import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { createEgress } from '../../../src/http/egress.ts';
import { asking } from '../../../src/simulator/ask.ts';
import type { Check } from '../../../src/simulator/check.ts';
import { type CheckId, checkSentences } from '../../../src/simulator/check-sentences.ts';
import type { OciBuyer } from '../../../src/simulator/oci-request.ts';
import { simulateOci } from '../../../src/simulator/simulate-oci.ts';
import { ociBuyer, plainOci, secret } from './buyers.ts';
import { fakeToken, type OciFaults, startFakeOciGateway } from './fake-oci-gateway.ts';

const ownIds = Object.keys(checkSentences).filter((id) => /^(oci|page)\./.test(id));
const everything = { product: 'HAM-001', search: 'hammer' };

async function simulate(url: string, wanted = everything, changes: Partial<OciBuyer> = {}): Promise<Check[]> {
  const egress = createEgress({ allowPrivate: true });
  try {
    return await simulateOci({ ...ociBuyer(url, plainOci), ...changes }, wanted, {
      ask: asking(egress, 5_000),
      newId: randomUUID,
    });
  } finally {
    egress.close();
  }
}

type Change = NonNullable<OciFaults['change']>;

/** A change of the answers to one kind of call. */
function at(
  wanted: Parameters<Change>[1],
  change: (reply: Parameters<Change>[0]) => ReturnType<Change>,
): Change {
  return (reply, call) => (call === wanted ? change(reply) : {});
}

const bodyAt = (wanted: Parameters<Change>[1], change: (body: string) => string) =>
  at(wanted, ({ body }) => ({ body: change(body) }));
const headersAt = (wanted: Parameters<Change>[1], more: Record<string, string>) =>
  at(wanted, ({ headers }) => ({ headers: { ...headers, ...more } }));

function echoOf(parameters: URLSearchParams): string {
  const item = { DESCRIPTION: 'x', QUANTITY: '1', UNIT: 'PCE', PRICE: '1', CURRENCY: 'EUR' };
  const fields = Object.entries({ ...item, VENDORMAT: parameters.get('PRODUCTID') ?? '' });
  const inputs = fields.map(
    ([name, value]) => `<input type="hidden" name="NEW_ITEM-${name}[1]" value="${value}">`,
  );
  return `<form method="post">${inputs.join('')}</form>`;
}

const leak = { location: `/shop?password=${encodeURIComponent(secret)}` };

const faulty: [title: string, change: Change, failed: CheckId[]][] = [
  ['answers a login with HTTP 500', at('login', () => ({ status: 500 })), ['oci.answer']],
  ['puts the password into an address', headersAt('login', leak), ['oci.address', 'page.addresses']],
  ['lets the login be stored', headersAt('login', { 'cache-control': 'private' }), ['oci.no-store']],
  [
    'lets the Referer tell the login',
    headersAt('login', { 'referrer-policy': 'unsafe-url' }),
    ['oci.referrer'],
  ],
  [
    'refuses over HTTP 200',
    at('refusal', () => ({ status: 200 })),
    ['oci.wrong-password', 'oci.neutral-refusal'],
  ],
  [
    'shows the login of the shop to whom it refuses',
    at('refusal', () => ({ body: '<form><input name="email"><input type="password" name="p"></form>' })),
    ['oci.refusal-page'],
  ],
  [
    'shows a stack trace to whom it refuses',
    at('refusal', () => ({ body: '<pre>Error\n    at login (/app/oci.js:7:1)</pre>' })),
    ['oci.refusal-page'],
  ],
  [
    'tells that it does not know the user',
    (_, call, parameters) =>
      call === 'refusal' && parameters.get('USERNAME') !== 'erika' ? { body: '<p>No such user</p>' } : {},
    ['oci.neutral-refusal'],
  ],
  [
    'opens another page for DETAIL',
    at('DETAIL', ({ headers }) => ({ headers: { ...headers, location: '/home' } })),
    ['oci.detail'],
  ],
  [
    'opens an article and the notice that there is none at one address',
    at('DETAIL', ({ headers }) => {
      const number = headers.location?.split('=')[1];
      const { location: _, ...others } = headers;
      return {
        status: 200,
        headers: others,
        body: number === 'HAM-001' ? '<p>Hammer HAM-001</p>' : '<p>None</p>',
      };
    }),
    ['oci.detail'],
  ],
  [
    'validates whatever it is asked for',
    (_, call, parameters) => (call === 'VALIDATE' ? { body: echoOf(parameters) } : {}),
    ['oci.validate.fields', 'oci.validate.unknown'],
  ],
  ['fails with SOURCING', at('SOURCING', () => ({ status: 503 })), ['oci.sourcing']],
  [
    'redirects VALIDATE',
    at('VALIDATE', ({ headers }) => ({ status: 303, headers: { ...headers, location: '/validate' } })),
    ['oci.validate.direct'],
  ],
  ['sets a cookie with VALIDATE', headersAt('VALIDATE', { 'set-cookie': 'a=b' }), ['oci.validate.direct']],
  [
    'shows a button with VALIDATE',
    bodyAt('VALIDATE', (body) => body.replace('</form>', '<button>Go</button></form>')),
    ['oci.validate.form'],
  ],
  [
    'validates without a unit',
    bodyAt('VALIDATE', (body) => body.replace('NEW_ITEM-UNIT[1]', 'x')),
    ['oci.validate.fields'],
  ],
  [
    'counts items from 2',
    bodyAt('VALIDATE', (body) => body.replaceAll('[1]', '[2]')),
    ['oci.validate.fields'],
  ],
  [
    'validates what it does not have',
    (_, call, parameters) =>
      call === 'VALIDATE' && parameters.get('PRODUCTID') !== 'HAM-001'
        ? { body: '<form><input type="hidden" name="NEW_ITEM-PRICE[1]" value="0"></form>' }
        : {},
    ['oci.validate.unknown'],
  ],
  [
    'does not know QUANTITYCHECK',
    (_, call) => (call === 'QUANTITYCHECK' ? { status: 404, body: '<p>Unknown</p>' } : {}),
    ['oci.quantity-check.direct', 'oci.quantity-check.form', 'oci.quantity-check.fields'],
  ],
  [
    'checks the quantity of what it does not have',
    bodyAt('QUANTITYCHECK', () => '<form><input name="NEW_ITEM-PRICE[1]" value="0"></form>'),
    ['oci.quantity-check.unknown'],
  ],
  [
    'redirects BACKGROUND_SEARCH',
    at('BACKGROUND_SEARCH', ({ headers }) => ({ status: 302, headers: { ...headers, location: '/hits' } })),
    ['oci.background-search.direct'],
  ],
  [
    'posts the hits of BACKGROUND_SEARCH by a script',
    bodyAt('BACKGROUND_SEARCH', (body) => `${body}<script>document.forms[0].submit()</script>`),
    ['oci.background-search.form'],
  ],
  ['finds nothing', bodyAt('BACKGROUND_SEARCH', () => '<form></form>'), ['oci.background-search.hits']],
  ['sends a page for DOWNLOADJSON', bodyAt('DOWNLOADJSON', () => '<p>Catalogue</p>'), ['oci.download-json']],
  [
    'leaves the currency out of DOWNLOADJSON',
    bodyAt('DOWNLOADJSON', (body) => body.replace('CURRENCY', 'MONEY')),
    ['oci.download-json'],
  ],
];

describe('an OCI gateway', () => {
  test('that does all right passes every check; cookies cannot be judged without https', async () => {
    const checks = await simulate(await startFakeOciGateway());
    const others = checks.filter(({ outcome }) => outcome !== 'passed');
    expect(others.map(({ id, seen }) => [id, seen])).toEqual([['page.cookies', 'no https']]);
    expect(checks.map(({ id }) => id).toSorted()).toEqual(ownIds.toSorted());
  });

  test.each(faulty)('that %s is found out', async (_title, change, failed) => {
    const checks = await simulate(await startFakeOciGateway({ change }));
    const found = checks.filter(({ outcome }) => outcome === 'failed').map(({ id }) => id);
    expect(found).toEqual(expect.arrayContaining(failed));
    expect(JSON.stringify(checks)).not.toContain(secret);
    expect(JSON.stringify(checks)).not.toContain(encodeURIComponent(secret));
  });

  test('can fail every check of its own', () => {
    const found = new Set(faulty.flatMap(([, , failed]) => failed));
    const ids = Object.keys(checkSentences).filter((id) => id.startsWith('oci.'));
    expect(ids.filter((id) => ![...found].some((own) => own === id))).toEqual([]);
  });

  test.each([
    ['refuses everybody', (): ReturnType<Change> => ({ status: 403, body: '<p>No</p>' }), ['oci.answer']],
    ['leads to its refusal', at('login', () => ({ headers: { location: '/refused' } })), ['page.opens']],
  ])('that %s is not asked for more, nor judged by it', async (_title, change, failed) => {
    const checks = await simulate(await startFakeOciGateway({ change }));
    expect(checks.filter(({ outcome }) => outcome === 'failed').map(({ id }) => id)).toEqual(
      expect.arrayContaining(failed),
    );
    const others = checks.filter(({ id }) => /^(page|oci\.(detail|validate|wrong|neutral|refusal))/.test(id));
    expect(others.filter(({ outcome }) => outcome === 'passed')).toEqual([]);
    expect(checks).toContainEqual(
      expect.objectContaining({ id: 'oci.validate.unknown', outcome: 'skipped', seen: 'no visit' }),
    );
    expect(checks.map(({ id }) => id).toSorted()).toEqual(ownIds.toSorted());
  });

  test('that cannot be reached is told once, with the reason', async () => {
    const checks = await simulate('http://127.0.0.1:9/oci');
    expect(checks[0]).toMatchObject({ outcome: 'failed', seen: expect.stringContaining('ECONNREFUSED') });
    expect(checks.slice(1).filter(({ seen }) => seen !== 'no visit')).toEqual([]);
  });

  test('that names an article on the notice that there is none has not opened it', async () => {
    const checks = await simulate(await startFakeOciGateway(), { product: 'NOPE-1', search: '' });
    expect(checks).toContainEqual(
      expect.objectContaining({
        id: 'oci.detail',
        outcome: 'failed',
        seen: 'the same page as for an article that does not exist',
      }),
    );
    const validation = checks.filter(({ id }) => /^oci\.(validate|quantity-check)\.(form|fields)$/.test(id));
    expect(validation.map(({ outcome }) => outcome)).toEqual(['failed', 'failed', 'failed', 'failed']);
  });

  test('is not asked for an unknown user where a token stands in place of the user', async () => {
    const checks = await simulate(await startFakeOciGateway(), everything, { token: fakeToken });
    expect(checks).toContainEqual(
      expect.objectContaining({
        id: 'oci.neutral-refusal',
        outcome: 'skipped',
        seen: 'the login does not name its user with --user',
      }),
    );
    expect(checks).toContainEqual(expect.objectContaining({ id: 'oci.wrong-password', outcome: 'passed' }));
  });

  test('is tried with another value where the secret is a parameter', async () => {
    const secrets = [secret];
    const given = { password: '', parameters: [['PASSWORD', secret] as const], secrets };
    const checks = await simulate(await startFakeOciGateway(), everything, given);
    expect(checks.filter(({ outcome }) => outcome === 'failed')).toEqual([]);
    expect(checks).toContainEqual(expect.objectContaining({ id: 'oci.wrong-password', outcome: 'passed' }));
  });

  test('is asked for functions only with what they need', async () => {
    const checks = await simulate(await startFakeOciGateway(), { product: '', search: '' });
    const skipped = checks.filter(({ outcome }) => outcome === 'skipped').map(({ id }) => id);
    expect(skipped).toContain('oci.validate.form');
    expect(skipped).toContain('oci.background-search.hits');
    expect(skipped).not.toContain('oci.download-json');
  });
});
