import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Profile } from '../../../src/profiles/profile.ts';
import { profiles } from '../../../src/profiles/profiles.ts';
import type { Check } from '../../../src/simulator/check.ts';
import { cxmlCartChecks } from '../../../src/simulator/cxml-cart-checks.ts';
import { returnedCartChecks } from '../../../src/simulator/cxml-returned-cart.ts';
import { ociCartChecks } from '../../../src/simulator/oci-cart-checks.ts';
import { loginQuestion } from '../../../src/simulator/oci-request.ts';
import { beginCxmlVisit, simulateCxml } from '../../../src/simulator/simulate-cxml.ts';
import { simulateOci } from '../../../src/simulator/simulate-oci.ts';
import { survivalCheck } from '../../../src/simulator/survival-check.ts';
import { locationOf } from '../../../src/simulator/visitor.ts';
import { formTo } from '../../support/html-form.ts';
import { visitFrom } from '../../support/visit.ts';
import { cxmlBuyer, ociBuyer } from './buyers.ts';
import { type ProfileGateway, startProfileGateway } from './profile-gateway.ts';

let parts: ProfileGateway;
const now = Date.now;
const newId = randomUUID;

beforeAll(async () => {
  parts = await startProfileGateway();
  for (const profile of profiles) await parts.apply(profile);
});

afterAll(() => parts.close());

async function simulate(profile: Profile): Promise<Check[]> {
  const { ask, gateway } = parts;
  const { call } = profile;
  const wanted = { product: 'HAM-001', search: 'hammer' };
  if (call.protocol === 'cxml') {
    const buyer = cxmlBuyer(`${gateway.url}/cxml/${profile.name}`, call);
    return await simulateCxml(buyer, wanted, { ask, now, newId });
  }
  return await simulateOci(ociBuyer(`${gateway.url}/oci/${profile.name}`, call, profile.name), wanted, {
    ask,
    newId,
  });
}

/** Two articles through the shop, and the cart that comes back judged. */
async function roundTrip(profile: Profile): Promise<Check[]> {
  const { ask, gateway, shop } = parts;
  const { call } = profile;
  if (call.protocol === 'cxml') {
    const buyer = cxmlBuyer(`${gateway.url}/cxml/${profile.name}`, call);
    const { startPage, buyerCookie } = await beginCxmlVisit(buyer, { ask, now, newId });
    const cart = await shopping(startPage, buyer.returnUrl);
    const returned = await returnedCartChecks(cart, buyer, { ask, now, newId });
    return [...cxmlCartChecks(cart, buyer, buyerCookie), ...survivalCheck(cart, profile), ...returned];
  }
  const buyer = ociBuyer(`${gateway.url}/oci/${profile.name}`, call, profile.name);
  const startPage = locationOf(await ask(loginQuestion(buyer))) ?? '';
  const cart = await shopping(startPage, buyer.hookUrl);
  return [...ociCartChecks(cart, buyer), ...survivalCheck(cart, profile)];

  async function shopping(startPage: string, returnUrl: string) {
    const visit = await visitFrom(gateway, shop, startPage);
    await visit.add('HAM-001', 3);
    await visit.add('PAPER-A4', 10);
    const { action, fields } = formTo((await visit.transfer()).text, returnUrl);
    return { fields, query: [...(URL.parse(action)?.searchParams ?? [])] };
  }
}

function failedOf(checks: readonly Check[]) {
  return checks.filter(({ outcome }) => outcome === 'failed').map(({ id, seen }) => `${id}: ${seen}`);
}

describe.each(profiles)('a buyer of $name', (profile) => {
  test('finds nothing wrong with the gateway', async () => {
    const checks = await simulate(profile);
    expect(failedOf(checks)).toEqual([]);
    expect(checks.filter(({ outcome }) => outcome === 'passed').length).toBeGreaterThan(8);
  });

  test('gets a cart of two articles back as the platform takes it', async () => {
    const checks = await roundTrip(profile);
    expect(failedOf(checks)).toEqual([]);
    expect(checks.filter(({ outcome }) => outcome === 'passed').length).toBeGreaterThan(4);
  });
});
