import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DemoGateway } from '../../support/demo-gateway.ts';
import { startRedirectGateway } from '../../support/redirect-visit.ts';
import { addForm, storefrontVisitor } from './storefront-visitor.ts';

let started: DemoGateway;

beforeAll(async () => {
  started = await startRedirectGateway();
});

afterAll(() => started.close());

describe('the App in the demo shop', () => {
  test('shows the token of the session on a page that no cache keeps, and in no header', async () => {
    const { visit } = storefrontVisitor(started.shop);
    const page = await visit('/storefront/script/punchgate-enter?ticket=t');
    expect(page.headers.get('cache-control')).toContain('no-cache');
    const { token } = JSON.parse((await visit('/checkout/cart.json')).body);
    expect(page.body).toContain(`name="token" value="${token}"`);
    expect(page.headers.get('sw-context-token')).toBeNull();
  });

  test.each(['//evil.example', 'https://evil.example', '/\\evil.example'])(
    'does not lead to %s',
    async (page) => {
      const { visit } = storefrontVisitor(started.shop);
      const answer = await visit(`/storefront/script/punchgate-enter?${new URLSearchParams({ page })}`);
      expect(answer.body).not.toContain('evil');
    },
  );

  test('changes nothing for visitors who are in no punchout', async () => {
    const { visit } = storefrontVisitor(started.shop);
    await visit('/checkout/line-item/add', addForm(started.shop, 'HAM-001', 1));
    const cart = (await visit('/checkout/cart')).body;
    expect(cart).toContain('begin-checkout-btn');
    expect(cart).not.toContain('punchgate');
  });
});
