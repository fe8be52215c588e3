import { afterEach, describe, expect, test } from 'vitest';
import { httpStatus } from '../../../src/http/http-status.ts';
import { ociFunctionSchema } from '../../../src/punchout/system.ts';
import { type Answer, ociLogin } from '../../support/buyer.ts';
import { demoGateway } from '../../support/demo-gateway.ts';
import { demoSystemFile } from '../../support/gateway.ts';
import { readServerPage } from '../../support/server-page.ts';

const { shop, gateway } = await demoGateway();
const atOnce = ['VALIDATE', 'QUANTITYCHECK', 'BACKGROUND_SEARCH'];
const everything = { PRODUCTID: 'HAM-001', QUANTITY: '1', SEARCHSTRING: 'hammer' };

async function withOptions(options: object): Promise<void> {
  await gateway.license(await gateway.apply({ ...demoSystemFile(shop, 'oci'), ...options }));
}

afterEach(async () => {
  await withOptions({});
});

async function refusedFor(parameters: Record<string, string>): Promise<[reasons: string[], answer: Answer]> {
  gateway.log.length = 0;
  const answer = await ociLogin(gateway.url, parameters);
  return [gateway.reasons(), answer];
}

describe('a function that the System does not offer', () => {
  test.each(ociFunctionSchema.options)('%s is refused by name', async (name) => {
    await withOptions({ functions: ociFunctionSchema.options.filter((other) => other !== name) });
    const [reasons, answer] = await refusedFor({ ...everything, FUNCTION: name.toLowerCase() });
    expect(reasons).toEqual(['function_not_offered']);
    expect(answer.status).toBe(httpStatus.function_not_offered);
    expect(answer.headers).not.toHaveProperty('location');
  });

  test('does not touch the ordinary visit', async () => {
    await withOptions({ functions: [] });
    expect((await ociLogin(gateway.url)).status).toBe(303);
  });
});

describe('a function without what it needs', () => {
  test.each([
    { FUNCTION: 'DETAIL' },
    { FUNCTION: 'VALIDATE' },
    { FUNCTION: 'VALIDATE', PRODUCTID: ' ' },
    { FUNCTION: 'QUANTITYCHECK', QUANTITY: '2' },
    { FUNCTION: 'VALIDATE', PRODUCTID: 'HAM-001', QUANTITY: 'two' },
    { FUNCTION: 'VALIDATE', PRODUCTID: 'HAM-001', QUANTITY: '0' },
    { FUNCTION: 'VALIDATE', PRODUCTID: 'HAM-001', QUANTITY: '-1' },
    { FUNCTION: 'SOURCING', PRODUCTID: 'HAM-001' },
    { FUNCTION: 'BACKGROUND_SEARCH', SEARCHSTRING: '' },
  ])('%o is refused', async (parameters) => {
    const [reasons, answer] = await refusedFor(parameters);
    expect(reasons).toEqual(['parameter_missing']);
    expect(answer.status).toBe(httpStatus.parameter_missing);
  });
});

describe('a function that no OCI knows', () => {
  test('begins an ordinary visit, and the operator reads its name once', async () => {
    gateway.log.length = 0;
    const answer = await ociLogin(gateway.url, { FUNCTION: 'DETAILADD', PRODUCTID: 'HAM-001' });
    expect(answer.status).toBe(303);
    const told = gateway.log.filter(({ event }) => event === 'oci_function_unknown');
    expect(told).toEqual([expect.objectContaining({ level: 30, function: 'DETAILADD', system: 'demo-oci' })]);
  });
});

describe('the answer to a function', () => {
  test.each(atOnce)('%s is one line of the log', async (name) => {
    gateway.log.length = 0;
    await ociLogin(gateway.url, { ...everything, FUNCTION: name, SEARCHSTRING: 'Hammer 500g' });
    const told = gateway.log.filter(({ event }) => event === 'oci_function');
    expect(told).toEqual([expect.objectContaining({ function: name, system: 'demo-oci', hits: 1 })]);
  });

  test.each(atOnce)('%s is given to no one without a license', async (name) => {
    await gateway.apply({ ...demoSystemFile(shop, 'oci'), units: { default: 'XX' } });
    const [reasons, answer] = await refusedFor({ ...everything, FUNCTION: name });
    expect(reasons).toEqual(['license_other_fingerprint']);
    expect(answer.status).toBe(httpStatus.license_other_fingerprint);
    expect(readServerPage(answer.text).forms).toBe(0);
  });

  test.each(atOnce)('%s is given to no one with a wrong password', async (name) => {
    const [reasons] = await refusedFor({ ...everything, FUNCTION: name, PASSWORD: 'guessed' });
    expect(reasons).toEqual(['invalid_credential']);
  });

  test.each(atOnce)('%s has no password in its page or in the log', async (name) => {
    gateway.log.length = 0;
    const { text } = await ociLogin(gateway.url, { ...everything, FUNCTION: name });
    expect(text + JSON.stringify(gateway.log)).not.toContain('demo-password');
  });

  test.each(atOnce)(
    '%s is a refusal that may be tried again while the shop is out of reach',
    async (name) => {
      shop.faults.status = 502;
      const [reasons, answer] = await refusedFor({ ...everything, FUNCTION: name });
      shop.faults.status = undefined;
      expect(reasons).toEqual(['shop_unreachable']);
      expect(answer.headers).toHaveProperty('retry-after');
    },
  );
});
