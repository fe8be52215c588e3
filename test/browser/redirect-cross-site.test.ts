import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { appFiles } from '../../src/shop-app/package/app-files.ts';
import { appAddress } from '../../src/shop-app/shop-address.ts';
import { ociLogin } from '../support/buyer.ts';
import { type DemoGateway, startDemoGateway } from '../support/demo-gateway.ts';
import { buyerUrl } from '../support/gateway.ts';
import { type ProcurementSite, startProcurementSite } from '../support/procurement-site.ts';
import { withRedirect } from '../support/redirect-visit.ts';
import { findProgram } from '../support/services/availability.ts';
import { launchProfile } from '../support/services/chromium.ts';
import { startTlsFront, type TlsFront } from '../support/services/tls-front.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const gatewayUrl = 'https://punchout.example';
const thirdParties = { blocked: 1, allowed: 0 };

/** The gateway by https on one site, the shop on another: the form of the shop brings our cookie back across sites. */
describe.skipIf(!findProgram('chromium') || !findProgram('openssl'))('on a site of its own, the shop', () => {
  const folders: string[] = [];
  let demo: DemoGateway;
  let site: ProcurementSite;
  let front: TlsFront;
  let browser: BrowserContext;

  beforeAll(async () => {
    demo = await startDemoGateway({ environment: { PUBLIC_URL: gatewayUrl }, change: withRedirect });
    const address = appAddress({ publicUrl: gatewayUrl }, 'demo');
    demo.shop.app.place(appFiles({ address, version: '1.0.0', secret: 'unused' }));
    site = await startProcurementSite({ loginUrl: `${gatewayUrl}/oci`, controlUrl: `${buyerUrl}/control` });
    front = await startTlsFront({
      'punchout.example': demo.gateway.url.replace('localhost', '127.0.0.1'),
      'buyer.example': site.url,
    });
  });

  afterEach(() => browser?.close());

  afterAll(async () => {
    await front?.close();
    await site?.close();
    await demo?.close();
    await Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true })));
  });

  test.each(Object.entries(thirdParties))(
    'lets the buyer in and the cart out where third-party cookies are %s',
    async (_, mode) => {
      const folder = await mkdtemp(join(tmpdir(), 'punchgate-profile-'));
      folders.push(folder);
      await mkdir(join(folder, 'Default'));
      const preferences = { profile: { cookie_controls_mode: mode } };
      await writeFile(join(folder, 'Default', 'Preferences'), JSON.stringify(preferences));
      browser = await launchProfile(folder, { port: front.port, javaScriptEnabled: true });
      const page = await browser.newPage();
      page.setDefaultTimeout(10_000);
      await page.goto((await ociLogin(demo.gateway.url)).headers.location ?? '');
      await page.waitForURL(`${demo.shop.url}/`);
      await page.goto(`${demo.shop.url}/search?search=hammer`);
      await page.getByRole('link', { name: 'Hammer 500g' }).first().click();
      await page.getByRole('button', { name: 'Add to cart' }).first().click();
      await page.goto(`${demo.shop.url}/checkout/cart`);
      await page.getByRole('button', { name: 'Transfer cart' }).click();
      await page.waitForURL((url) => url.href.startsWith(`${buyerUrl}/return/oci`));
      expect(await page.textContent('body')).toContain('NEW_ITEM-VENDORMAT[1] = HAM-001');
    },
  );
});
