import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Frame, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { type DemoGateway, startDemoGateway } from '../support/demo-gateway.ts';
import { buyerUrl, withPatience } from '../support/gateway.ts';
import { type ProcurementSite, startProcurementSite } from '../support/procurement-site.ts';
import { findProgram } from '../support/services/availability.ts';
import { launchProfile } from '../support/services/chromium.ts';
import { startTlsFront, type TlsFront } from '../support/services/tls-front.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const gatewayUrl = 'https://punchout.example';
const controlUrl = 'https://control.example/control';

/** Values of Chromium's own preferences. */
const blockThirdParties = { profile: { cookie_controls_mode: 1 } };
const allowThirdParties = { profile: { cookie_controls_mode: 0 } };
const blocked = { setting: 2 };
const blockInsideBuyer = {
  profile: {
    cookie_controls_mode: 0,
    content_settings: {
      exceptions: {
        cookies: {
          'https://punchout.example,https://buyer.example': blocked,
          'https://control.example,https://buyer.example': blocked,
        },
      },
    },
  },
};

const blockEverywhere = { profile: { default_content_setting_values: { cookies: 2 } } };

/** A page of the procurement system with the shop inside of it, each by https on a site of its own. */
describe.skipIf(!findProgram('chromium') || !findProgram('openssl'))(
  'a shop in a frame of another site',
  () => {
    const folders: string[] = [];
    let demo: DemoGateway;
    let site: ProcurementSite;
    let front: TlsFront;
    let browser: BrowserContext;

    beforeAll(async () => {
      demo = await startDemoGateway({ environment: { PUBLIC_URL: gatewayUrl }, change: withPatience });
      site = await startProcurementSite({ loginUrl: `${gatewayUrl}/oci`, controlUrl });
      front = await startTlsFront({
        'punchout.example': demo.gateway.url.replace('localhost', '127.0.0.1'),
        'buyer.example': site.url,
        'control.example': site.url,
      });
    });

    afterEach(() => browser?.close());

    afterAll(async () => {
      await front?.close();
      await site?.close();
      await demo?.close();
      await Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true })));
    });

    async function openBuyer(preferences: object, path = '/', javaScriptEnabled = true): Promise<Page> {
      const folder = await mkdtemp(join(tmpdir(), 'punchgate-profile-'));
      folders.push(folder);
      await mkdir(join(folder, 'Default'));
      await writeFile(join(folder, 'Default', 'Preferences'), JSON.stringify(preferences));
      browser = await launchProfile(folder, { port: front.port, javaScriptEnabled });
      const page = await browser.newPage();
      page.setDefaultTimeout(20_000);
      await page.goto(buyerUrl + path);
      return page;
    }

    async function cookiesSeenIn(page: Page): Promise<string> {
      return (await frameOf(page, 'control').locator('#seen').textContent()) ?? '';
    }

    function frameOf(page: Page, name: string): Frame {
      const frame = page.frame(name);
      if (!frame) throw new Error(`there is no frame ${name}`);
      return frame;
    }

    async function openCatalogue(page: Page): Promise<Frame> {
      await page.getByRole('button', { name: 'Open the catalogue' }).click();
      return frameOf(page, 'catalog');
    }

    async function addHammer(shop: Page | Frame): Promise<void> {
      await shop.getByRole('searchbox').fill('hammer');
      await shop.getByRole('searchbox').press('Enter');
      await shop.getByRole('link', { name: 'Hammer 500g' }).first().click();
      await shop.getByRole('button', { name: 'Add to cart' }).first().click();
      await shop.getByText('Added to the cart.').waitFor();
    }

    test.each([
      ['third-party cookies are blocked', blockThirdParties, 'partitioned=1'],
      ['they are not', allowThirdParties, 'shared=1; partitioned=1'],
    ])(
      'keeps its visit where %s, and the cart comes back to the whole window',
      async (_, preferences, seen) => {
        const page = await openBuyer(preferences);
        expect(await cookiesSeenIn(page)).toBe(seen);
        const shop = await openCatalogue(page);
        await addHammer(shop);
        await shop.getByRole('button', { name: 'Transfer cart' }).click();
        await page.waitForURL(`${buyerUrl}/return/oci?requisition=7`);
        expect(await page.textContent('body')).toContain('NEW_ITEM-VENDORMAT[1] = HAM-001');
      },
    );

    test.each([
      ['with scripts', true],
      ['without scripts', false],
    ])(
      'moves to a window of its own where the frame keeps no cookies, and returns from there, %s',
      async (_, scripts) => {
        const page = await openBuyer(blockInsideBuyer, '/?target=catalog', scripts);
        expect(await cookiesSeenIn(page)).toBe('no cookie');
        const frame = await openCatalogue(page);
        await frame.getByRole('heading', { name: 'Open the shop in a new window' }).waitFor();
        const opened = browser.waitForEvent('page');
        await frame.getByRole('link', { name: 'Open the shop' }).click();
        const shop = await opened;
        await addHammer(shop);
        await shop.getByRole('button', { name: 'Transfer cart' }).click();
        if (!scripts) await shop.getByRole('button', { name: 'Continue' }).click();
        await shop.waitForURL(`${buyerUrl}/return/oci?requisition=7`);
        expect(await shop.textContent('body')).toContain('NEW_ITEM-VENDORMAT[1] = HAM-001');
      },
    );

    test('is told what to allow where the new window keeps no cookies either', async () => {
      const page = await openBuyer(blockEverywhere);
      const frame = await openCatalogue(page);
      const opened = browser.waitForEvent('page');
      await frame.getByRole('link', { name: 'Open the shop' }).click();
      const window = await opened;
      await window.getByRole('heading', { name: 'Your browser keeps no cookies' }).waitFor();
      expect(await window.textContent('main')).toContain('punchout.example');
    });
  },
);
