import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type DemoShop, startDemoShop } from '../../src/demo/shop/start-demo-shop.ts';
import { ociLogin } from '../support/buyer.ts';
import {
  buyerUrl,
  demoSystemFile,
  startGateway,
  type TestGateway,
  withPatience,
} from '../support/gateway.ts';
import { type ProcurementSite, startProcurementSite } from '../support/procurement-site.ts';
import { findProgram } from '../support/services/availability.ts';
import { launchProfile } from '../support/services/chromium.ts';
import { startTlsFront, type TlsFront } from '../support/services/tls-front.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const origins = { first: 'https://first.example', second: 'https://second.example' };
type Name = keyof typeof origins;

describe.skipIf(!findProgram('chromium') || !findProgram('openssl'))(
  'a buyer in two shops of one gateway',
  () => {
    let folder: string;
    let shops: Record<Name, DemoShop>;
    let gateway: TestGateway;
    let site: ProcurementSite;
    let front: TlsFront;
    let browser: BrowserContext;

    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'punchgate-profile-'));
      const listening = { port: 0, host: '127.0.0.1' };
      shops = { first: await startDemoShop(listening), second: await startDemoShop(listening) };
      gateway = await startGateway({
        shop: shops.first,
        change: (config) => {
          const { demo } = withPatience(config).shops;
          if (!demo) throw new Error('there is no demo shop');
          const named = Object.entries(origins).map(([name, publicUrl]) => [
            name,
            { ...demo, publicUrl, url: shops[name as Name].url },
          ]);
          return { ...config, shops: Object.fromEntries(named) };
        },
      });
      for (const name of ['first', 'second'] as const)
        await gateway.license(
          await gateway.apply({ ...demoSystemFile(shops[name], 'oci'), name, shop: name }),
        );
      site = await startProcurementSite({
        loginUrl: `${origins.first}/oci/first`,
        controlUrl: 'about:blank',
      });
      const listens = gateway.url.replace('localhost', '127.0.0.1');
      front = await startTlsFront({
        'first.example': listens,
        'second.example': listens,
        'buyer.example': site.url,
      });
      browser = await launchProfile(folder, { port: front.port, javaScriptEnabled: true });
    });

    afterAll(async () => {
      await browser?.close();
      await front?.close();
      await site?.close();
      await gateway?.close();
      await Promise.all(Object.values(shops ?? {}).map((shop) => shop.close()));
      await rm(folder, { recursive: true, force: true });
    });

    async function enter(name: Name): Promise<Page> {
      const { headers } = await ociLogin(gateway.url, {}, `/oci/${name}`);
      const page = await browser.newPage();
      page.setDefaultTimeout(20_000);
      await page.goto(headers.location ?? '');
      return page;
    }

    async function add(page: Page, term: string, article: string): Promise<void> {
      await page.getByRole('searchbox').fill(term);
      await page.getByRole('searchbox').press('Enter');
      await page.getByRole('link', { name: article }).first().click();
      await page.getByRole('button', { name: 'Add to cart' }).first().click();
      await page.getByText('Added to the cart.').waitFor();
    }

    async function transfer(page: Page): Promise<string> {
      await page.getByRole('button', { name: 'Transfer cart' }).click();
      await page.waitForURL(`${buyerUrl}/return/oci?requisition=7`);
      return (await page.textContent('body')) ?? '';
    }

    test('has a visit in each at the same time, and gets the cart of each', async () => {
      const first = await enter('first');
      const second = await enter('second');
      await add(first, 'hammer', 'Hammer 500g');
      await add(second, 'paper', 'A4');
      expect([first.url(), second.url()].map((url) => new URL(url).origin)).toEqual(Object.values(origins));
      const [fromFirst, fromSecond] = [await transfer(first), await transfer(second)];
      expect(fromFirst).toContain('HAM-001');
      expect(fromFirst).not.toContain('PAPER-A4');
      expect(fromSecond).toContain('PAPER-A4');
      expect(fromSecond).not.toContain('HAM-001');
    });
  },
);
