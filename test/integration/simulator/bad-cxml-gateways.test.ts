import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { createEgress } from '../../../src/http/egress.ts';
import { asking } from '../../../src/simulator/ask.ts';
import type { Check } from '../../../src/simulator/check.ts';
import { type CheckId, checkSentences } from '../../../src/simulator/check-sentences.ts';
import { simulateCxml } from '../../../src/simulator/simulate-cxml.ts';
import { cxmlBuyer, plainCxml } from './buyers.ts';
import { type CxmlFaults, sharedSecret, startFakeCxmlGateway } from './fake-cxml-gateway.ts';

async function simulate(url: string, product = 'HAM-001'): Promise<Check[]> {
  const egress = createEgress({ allowPrivate: true });
  const ports = { ask: asking(egress, 5_000), now: Date.now, newId: randomUUID };
  try {
    return await simulateCxml({ ...cxmlBuyer(url, plainCxml), sharedSecret }, { product }, ports);
  } finally {
    egress.close();
  }
}

function failedIds(checks: readonly Check[]): string[] {
  return checks.filter(({ outcome }) => outcome === 'failed').map(({ id }) => id);
}

/** Checks of the gateway itself; what needs a cart is tried after the cart. */
const ownIds = Object.keys(checkSentences).filter((id) => /^(cxml|page)\.(?!.*-returned$)/.test(id));

const secret = sharedSecret.replace('&', '&amp;');

const faulty: [title: string, faults: CxmlFaults, failed: CheckId[]][] = [
  ['answers HTTP 500', { httpStatus: 500 }, ['cxml.http-status', 'cxml.wrong-secret', 'cxml.malformed']],
  ['says it sends HTML', { contentType: 'text/html' }, ['cxml.content-type']],
  ['sends what is not well-formed', { rewrite: (text) => text.slice(0, -9) }, ['cxml.well-formed']],
  ['sends a page', { rewrite: () => '<html><p>Hello</p></html>' }, ['cxml.well-formed']],
  [
    'repeats the payloadID of the request',
    {
      rewrite: (text, asked) => text.replace(/payloadID="[^"]*"/, /payloadID="[^"]*"/.exec(asked)?.[0] ?? ''),
    },
    ['cxml.payload-id'],
  ],
  [
    'writes its time with Z',
    { rewrite: (text) => text.replace('12:00:00+00:00', '12:00:00Z') },
    ['cxml.timestamp'],
  ],
  [
    'writes its time with microseconds',
    { rewrite: (text) => text.replace('12:00:00+', '12:00:00.123456+') },
    ['cxml.timestamp'],
  ],
  [
    'has no StartPage',
    { rewrite: (text) => text.replace(/<StartPage>.*<\/StartPage>/, '') },
    ['cxml.start-page', 'cxml.structure'],
  ],
  [
    'gives the way to its start page only',
    { rewrite: (text) => text.replace(/<URL>http:\/\/[^/]*/, '<URL>') },
    ['cxml.start-page'],
  ],
  [
    'gives an address without https',
    { rewrite: (text) => text.replace(/(?<=StartPage><URL>)http:\/\/[^/]*/, 'http://shop.example') },
    ['cxml.start-page'],
  ],
  [
    'refuses who is welcome',
    { rewrite: (text) => text.replace('code="200"', 'code="500"') },
    ['cxml.status'],
  ],
  ['repeats the secret', { rewrite: (text) => text.replace('told', secret) }, ['cxml.no-secret']],
  ['gives a second visit for a request sent again', { forgetful: true }, ['cxml.replay']],
  [
    'answers a request sent again in other bytes',
    { rewrite: (text) => text.replace('@gateway', `@${randomUUID()}`) },
    ['cxml.replay'],
  ],
  [
    'lets in whoever has no secret',
    { codes: { secret: 200 } },
    ['cxml.wrong-secret', 'cxml.neutral-refusal'],
  ],
  [
    'tells that it does not know the buyer',
    {
      rewrite: (text, asked) => (asked.includes('>unknown-') ? text.replace('told', 'no such buyer') : text),
    },
    ['cxml.neutral-refusal'],
  ],
  ['takes a broken document for its own trouble', { codes: { malformed: 500 } }, ['cxml.malformed']],
  ['says yes to everything', { codes: { unknown: 200 } }, ['cxml.unknown-request']],
  ['opens a new cart in place of an unknown one', { codes: { edit: 200 } }, ['cxml.unknown-cart']],
  [
    'offers no punchout',
    { rewrite: (text) => text.replace('requestName="PunchOutSetupRequest"', 'requestName="OrderRequest"') },
    ['cxml.profile'],
  ],
  ['has a start page that fails', { page: { status: 500 } }, ['page.opens']],
  ['opens another page for a SelectedItem', { page: { body: '<p>Home</p>' } }, ['cxml.selected-item']],
  ['forbids frames', { page: { headers: { 'X-Frame-Options': 'DENY' } } }, ['page.framing']],
  [
    'forbids frames by a policy',
    { page: { headers: { 'Content-Security-Policy': "frame-ancestors 'none'" } } },
    ['page.framing'],
  ],
  [
    'shows a stack trace',
    { page: { body: '<pre>Error: x\n    at open (/app/session.js:12:3)</pre>' } },
    ['page.stack-trace'],
  ],
  ['puts the BuyerCookie into an address', { startPath: '/start?cookie={cookie}' }, ['page.addresses']],
  [
    'puts the secret into an address',
    { page: { status: 302, headers: { location: `/shop?secret=${encodeURIComponent(sharedSecret)}` } } },
    ['page.addresses'],
  ],
  ['lets a second browser into the visit', { reopens: true }, ['page.one-time']],
];

describe('a cXML gateway', () => {
  test('that does all right passes every check; cookies cannot be judged without https', async () => {
    const checks = await simulate(await startFakeCxmlGateway());
    const others = checks.filter(({ outcome }) => outcome !== 'passed');
    expect(others.map(({ id, seen }) => [id, seen])).toEqual([['page.cookies', 'no https']]);
    expect(checks.map(({ id }) => id).toSorted()).toEqual(ownIds.toSorted());
  });

  test.each(faulty)('that %s is found out', async (_title, faults, failed) => {
    const checks = await simulate(await startFakeCxmlGateway(faults));
    expect(failedIds(checks)).toEqual(expect.arrayContaining(failed));
    expect(JSON.stringify(checks)).not.toContain(sharedSecret);
    expect(JSON.stringify(checks)).not.toContain(encodeURIComponent(sharedSecret));
  });

  test('can fail every check but that of its cookies, which needs https', () => {
    const found = new Set(faulty.flatMap(([, , failed]) => failed));
    expect(ownIds.filter((id) => ![...found, 'page.cookies'].includes(id))).toEqual([]);
  });

  test('that cannot be reached fails with the reason', async () => {
    const checks = await simulate('http://127.0.0.1:9/cxml');
    const [first] = checks;
    expect(first).toMatchObject({
      id: 'cxml.http-status',
      outcome: 'failed',
      seen: expect.stringContaining('ECONNREFUSED'),
    });
    expect(
      checks.slice(1).filter(({ outcome, seen }) => outcome !== 'skipped' || seen !== 'no visit'),
    ).toEqual([]);
    expect(checks.map(({ id }) => id).toSorted()).toEqual(ownIds.toSorted());
  });

  test('that lets nobody in is judged by its answer only', async () => {
    const checks = await simulate(
      await startFakeCxmlGateway({ rewrite: (text) => text.replace('code="200"', 'code="401"') }),
    );
    expect(failedIds(checks)).toEqual(['cxml.status']);
    const passed = checks.filter(({ outcome }) => outcome === 'passed').map(({ id }) => id);
    expect(passed).toEqual(expect.arrayContaining(['cxml.structure', 'cxml.malformed']));
    expect(passed).not.toContain('cxml.wrong-secret');
    expect(checks.map(({ id }) => id).toSorted()).toEqual(ownIds.toSorted());
  });

  test('that names an article on the notice that there is none has not opened it', async () => {
    const checks = await simulate(await startFakeCxmlGateway(), 'NOPE-1');
    const seen = 'the same page as for an article that does not exist';
    const found = checks.filter(({ outcome }) => outcome === 'failed');
    expect(found.map((check) => [check.id, check.seen])).toEqual([['cxml.selected-item', seen]]);
  });
});
