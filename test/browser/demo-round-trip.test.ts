import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type PunchgateProcess, punchgate } from '../support/punchgate-process.ts';
import { findProgram } from '../support/services/availability.ts';
import { launchChromium } from '../support/services/chromium.ts';
import { freePort } from '../support/services/free-port.ts';

vi.setConfig({ testTimeout: 60_000 });

const laptop = { width: 1280, height: 800 };
const phone = { width: 390, height: 844 };

/** The demo as a person uses it after `npm start`. */
describe.skipIf(!findProgram('chromium'))('in the demo, a buyer in Chromium', () => {
  let folder: string;
  let demo: PunchgateProcess;
  let browser: Browser;
  let gatewayUrl: string;
  let buyerUrl: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'punchgate-demo-'));
    const port = await freePort(2);
    demo = punchgate(['start'], { PORT: String(port), DATA_DIR: folder }, folder);
    await demo.prints('Test buyer');
    gatewayUrl = `http://localhost:${port}`;
    buyerUrl = `http://localhost:${port + 2}`;
    browser = await launchChromium();
  });

  afterAll(async () => {
    await browser?.close();
    demo?.child.kill('SIGTERM');
    await demo?.result;
    await rm(folder, { recursive: true, force: true });
  });

  async function punchOut(
    protocol: 'OCI' | 'cXML',
    viewport: typeof laptop,
    javaScriptEnabled = true,
  ): Promise<Page> {
    const context = await browser.newContext({ viewport, javaScriptEnabled });
    const page = await context.newPage();
    page.setDefaultTimeout(10_000);
    await page.goto(buyerUrl);
    await page.getByRole('button', { name: `Punch out with ${protocol}` }).click();
    await page.waitForURL(`${gatewayUrl}/`);
    return page;
  }

  async function addHammer(page: Page): Promise<void> {
    await page.goto(`${gatewayUrl}/search?search=hammer`);
    await page.getByRole('link', { name: 'Hammer 500g' }).first().click();
    await page.getByRole('button', { name: 'Add to cart' }).first().click();
    await page.getByText('Added to the cart.').waitFor();
  }

  test.each([
    ['OCI', laptop, 'Valid OCI'],
    ['cXML', laptop, 'Valid cXML'],
    ['OCI', phone, 'Valid OCI'],
    ['cXML', phone, 'Valid cXML'],
  ] as const)(
    'punches out with %s at %o, shops, and sees the cart in the procurement system',
    async (protocol, size, verdict) => {
      const page = await punchOut(protocol, size);
      await addHammer(page);
      await page.goto(`${gatewayUrl}/checkout/cart`);
      await page.getByRole('button', { name: 'Transfer cart' }).click();
      await page.waitForURL((url) => url.href.startsWith(`${buyerUrl}/return/`));
      const received = (await page.textContent('body')) ?? '';
      expect(received).toContain('HAM-001');
      expect(received).toContain(verdict);
      if (protocol === 'cXML') expect(received).toContain('BuyerCookie intact');
      expect(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
      await page.context().close();
    },
  );

  test('comes back without scripts too, by the button', async () => {
    const page = await punchOut('OCI', laptop, false);
    await page.goto(`${gatewayUrl}/search?search=hammer`);
    await page.getByRole('link', { name: 'Hammer 500g' }).first().click();
    await page.getByRole('button', { name: 'Add to cart' }).first().click();
    await page.getByRole('button', { name: 'Transfer cart' }).click();
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.waitForURL((url) => url.href.startsWith(`${buyerUrl}/return/oci`));
    expect(await page.textContent('body')).toContain('HAM-001');
    await page.context().close();
  });

  test('who presses checkout is offered the transfer, and may leave without a cart', async () => {
    const page = await punchOut('cXML', laptop);
    await addHammer(page);
    await page.goto(`${gatewayUrl}/checkout/confirm`);
    await page.getByRole('heading', { name: 'Transfer your cart' }).waitFor();
    await page.getByRole('button', { name: 'Leave without a cart' }).click();
    await page.waitForURL((url) => url.href.startsWith(`${buyerUrl}/return/cxml`));
    expect(await page.textContent('body')).toMatch(/returned without a change/i);
    await page.context().close();
  });

  test('never loads anything from the shop itself, and no page breaks a rule of its own policy', async () => {
    const page = await punchOut('OCI', laptop);
    const origins = new Set<string>();
    const complaints: string[] = [];
    page.on('request', (request) => origins.add(new URL(request.url()).origin));
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    await addHammer(page);
    await page.goto(`${gatewayUrl}/checkout/cart`);
    await page.getByRole('button', { name: 'Transfer cart' }).click();
    await page.waitForURL((url) => url.href.startsWith(`${buyerUrl}/return/`));
    expect([...origins].toSorted()).toEqual([gatewayUrl, buyerUrl].toSorted());
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});
