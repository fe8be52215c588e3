import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { demoLogins } from '../../src/demo/demo-systems.ts';
import { startTestBuyer } from '../../src/demo/test-buyer/start-test-buyer.ts';
import { saveSystem } from '../../src/system-file.ts';
import type { DemoGateway } from '../support/demo-gateway.ts';
import { startRedirectGateway } from '../support/redirect-visit.ts';
import { findProgram } from '../support/services/availability.ts';
import { launchChromium } from '../support/services/chromium.ts';

vi.setConfig({ testTimeout: 60_000 });

/** Gateway, shop and procurement system are each at a port of their own; the shop is seen under its own. */
describe.skipIf(!findProgram('chromium'))('under the host of the shop, a buyer in Chromium', () => {
  let started: DemoGateway;
  let buyer: Awaited<ReturnType<typeof startTestBuyer>>;
  let browser: Browser;

  beforeAll(async () => {
    started = await startRedirectGateway();
    const gatewayUrl = started.gateway.url;
    buyer = await startTestBuyer({ port: 0, host: '127.0.0.1', gatewayUrl, ...demoLogins });
    for (const { system } of Object.values(started.systems))
      await saveSystem({ ...system, returnHosts: [buyer.url] }, started.gateway.adapters);
    browser = await launchChromium();
  });

  afterAll(async () => {
    await browser?.close();
    await buyer?.close();
    await started?.close();
  });

  async function punchOut(page: Page, protocol: 'OCI' | 'cXML'): Promise<void> {
    page.setDefaultTimeout(10_000);
    await page.goto(buyer.url);
    await page.getByRole('button', { name: `Punch out with ${protocol}` }).click();
  }

  async function addHammer(page: Page): Promise<void> {
    await page.goto(`${started.shop.url}/search?search=hammer`);
    await page.getByRole('link', { name: 'Hammer 500g' }).first().click();
    await page.getByRole('button', { name: 'Add to cart' }).first().click();
    await page.getByText('Added to the cart.').waitFor();
  }

  test.each([
    ['OCI', 'Valid OCI'],
    ['cXML', 'Valid cXML'],
  ] as const)(
    'comes in with %s by himself, and his cart is in the procurement system after one press',
    async (protocol, verdict) => {
      const page = await (await browser.newContext()).newPage();
      await punchOut(page, protocol);
      await page.waitForURL(`${started.shop.url}/`);
      await addHammer(page);
      await page.goto(`${started.shop.url}/checkout/cart`);
      await page.getByRole('button', { name: 'Transfer cart' }).click();
      await page.waitForURL((url) => url.href.startsWith(`${buyer.url}/return/`));
      const received = (await page.textContent('body')) ?? '';
      expect(received).toContain('HAM-001');
      expect(received).toContain(verdict);
      await page.context().close();
    },
  );

  test('comes in without scripts too, by a button', async () => {
    const page = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
    await punchOut(page, 'OCI');
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.waitForURL(`${started.shop.url}/`);
    await page.context().close();
  });

  test('who was logged in as a private customer comes in as the customer of the System', async () => {
    const page = await (await browser.newContext()).newPage();
    const known = started.shop.customers.find(({ password, active }) => active && password !== null);
    await page.goto(`${started.shop.url}/account/login`);
    await page.locator('input[name=username]').fill(known?.email ?? '');
    await page.locator('input[name=password]').fill(known?.password ?? '');
    await page.locator('main button[type=submit], form[action*=login] button').first().click();
    await page.waitForURL(`${started.shop.url}/account`);
    await punchOut(page, 'cXML');
    await page.waitForURL(`${started.shop.url}/`);
    expect(await page.textContent('body')).toContain('Globex');
    await page.context().close();
  });
});
