import { beforeEach, describe, expect, test } from 'vitest';
import { call, cxmlCall, ociLogin, setupRequest } from '../../support/buyer.ts';
import { passThroughGateway } from '../../support/pass-through-gateway.ts';
import { usualAnswer } from '../../support/stub-connector.ts';

const { gateway, stub, licensed } = await passThroughGateway();
for (const shop of ['relay', 'hasty', 'guarded', 'dead']) {
  await licensed('cxml', { name: `${shop}-cxml`, shop });
  await licensed('oci', { name: `${shop}-oci`, shop });
}

beforeEach(() => {
  stub.calls.length = 0;
  stub.answerWith(usualAnswer);
});

/** Both protocols' answers of a connector that has none: its cXML status, its HTTP status, the reasons. */
async function answersOf(shop: string) {
  const { code, http } = await cxmlCall(gateway.url, setupRequest(), `/cxml/${shop}-cxml`);
  const { status, text } = await ociLogin(gateway.url, {}, `/oci/${shop}-oci`);
  expect(text).toContain('Reference for the supplier');
  return { cxml: [http, code], oci: status, reasons: gateway.reasons().slice(-2) };
}

const unreachable = { cxml: [200, '560'], oci: 503, reasons: ['shop_unreachable', 'shop_unreachable'] };

describe('a shop that does not answer as it should', () => {
  test('a dead one makes a refusal that asks for another try', async () => {
    expect(await answersOf('dead')).toEqual(unreachable);
  });

  test('one that says nothing is waited for as long as its connector says', async () => {
    stub.answerWith(() => undefined);
    expect(await answersOf('hasty')).toEqual(unreachable);
    expect(gateway.log.findLast(({ reason }) => reason)?.detail).toContain('no answer within 300 ms');
  });

  test('one that begins an answer and does not end it is not waited for longer', async () => {
    stub.answerWith((response) => void response.writeHead(200).write('<cXML>'));
    expect(await answersOf('hasty')).toEqual(unreachable);
  });

  test('half an answer is no answer', async () => {
    stub.answerWith((response) => {
      response.writeHead(200, { 'content-length': '100' }).write('<cXML>', () => response.destroy());
    });
    expect(await answersOf('relay')).toEqual(unreachable);
  });

  test('an answer beyond all measure is not passed on', async () => {
    stub.answerWith((response) => void response.writeHead(200).end(Buffer.alloc(9 * 1024 * 1024, 'x')));
    expect(await answersOf('relay')).toMatchObject({
      reasons: ['shop_answer_invalid', 'shop_answer_invalid'],
      oci: 502,
    });
  });

  test('a private address is not asked unless the operator allows it', async () => {
    expect(await answersOf('guarded')).toEqual(unreachable);
    expect(gateway.log.findLast(({ reason }) => reason)?.detail).toContain('not a public web address');
    expect(stub.calls).toEqual([]);
  });

  test('it goes on with the next call', async () => {
    const headers = { 'content-type': 'text/xml' };
    const body = setupRequest();
    const answer = await call(`${gateway.url}/cxml/relay-cxml`, { method: 'POST', headers, body });
    expect(answer.status).toBe(200);
    expect(stub.calls).toHaveLength(1);
  });
});

test('a caller who leaves takes his call along', async () => {
  const asked = Promise.withResolvers<void>();
  const left = Promise.withResolvers<void>();
  stub.answerWith((response) => {
    response.once('close', () => left.resolve());
    asked.resolve();
  });
  const leaving = new AbortController();
  const url = `${gateway.url}/cxml/relay-cxml`;
  const calling = fetch(url, { method: 'POST', body: setupRequest(), signal: leaving.signal });
  await asked.promise;
  leaving.abort();
  await expect(calling).rejects.toThrow();
  await left.promise;
  const refusals = gateway.reasons().length;
  await expect
    .poll(() => gateway.log.findLast(({ event }) => event === 'request'))
    .toMatchObject({ status: 499 });
  expect(gateway.reasons()).toHaveLength(refusals);
});
