import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { unasked } from '../../../src/shopware/check/seen.ts';
import { shopChecks } from '../../../src/shopware/check/shop-checks.ts';
import { settings } from '../shopware/test-shop.ts';

test('the operator finds every check of a shop on its page, in the order of the command', () => {
  const page = readFileSync(new URL('../../../docs/shops.md', import.meta.url), 'utf8');
  const nothing = unasked('not of interest here');
  const checks = shopChecks({
    target: { name: 'main', settings, gatewayUrl: undefined, customerId: undefined },
    ...{ page: nothing, health: nothing, token: nothing, version: nothing, customerRead: nothing },
    ...{ customerSwitch: nothing, salesChannels: nothing, domains: nothing, storeChannel: nothing },
    ...{ translated: nothing, forwardedPage: nothing, session: nothing, customerSession: nothing },
    calls: [],
  });
  const told = [...page.matchAll(/^\| `([a-z]+\.[a-z-]+)` \|/gm)].map(([, id]) => id);
  expect(told).toEqual(checks.map(({ id }) => id));
});
