import { afterAll, describe, expect, test } from 'vitest';
import { startDemoShop } from '../../../src/demo/shop/start-demo-shop.ts';
import { type Answer, call, cxmlCall, ociLogin, setupRequest } from '../../support/buyer.ts';
import { demoSystemFile, seedDemoSystems, startGateway } from '../../support/gateway.ts';

const hosts = { demo: 'a.shops.example', second: 'b.shops.example' };
const shop = await startDemoShop({ port: 0, host: '127.0.0.1' });
const secondShop = await startDemoShop({ port: 0, host: '127.0.0.1' });
const gateway = await startGateway({
  shop,
  change: (config) => {
    const { demo } = config.shops;
    if (!demo) throw new Error('there is no demo shop');
    const shared = { ...demo, url: secondShop.url };
    const shops = {
      demo: { ...demo, publicUrl: `https://${hosts.demo}` },
      second: { ...shared, publicUrl: `http://${hosts.second}` },
      third: shared,
    };
    return { ...config, shops };
  },
});
afterAll(async () => {
  await gateway.close();
  await shop.close();
  await secondShop.close();
});
await seedDemoSystems(gateway, shop);
const second = await gateway.apply({ ...demoSystemFile(shop, 'oci'), name: 'second', shop: 'second' });
await gateway.license(second);

/** As the proxy before the gateway asks: under the host that the browser named. */
function ask(host: string, path: string, headers: Record<string, string> = {}): Promise<Answer> {
  return call(gateway.url + path, { headers: { host, ...headers } });
}

/** Opens a start link, and gives the cookies that the browser has then. */
async function enter(startLink: string): Promise<{ cookie: string; lines: string[] }> {
  const { host, pathname } = new URL(startLink);
  const answer = await ask(host, pathname, { cookie: 'punchgate-probe=kept' });
  const lines = answer.headers['set-cookie'] ?? [];
  return { cookie: lines.map((line) => line.split(';', 1)[0]).join('; '), lines };
}

async function startLinkFor(system: string): Promise<string> {
  return (await ociLogin(gateway.url, {}, `/oci/${system}`)).headers.location ?? '';
}

describe('two shops on one gateway, each under a host of its own', () => {
  test('get start links and pages of their own host, wherever the call came in', async () => {
    for (const [system, origin, name] of [
      ['demo-oci', `https://${hosts.demo}`, shop],
      ['second', `http://${hosts.second}`, secondShop],
    ] as const) {
      const link = await startLinkFor(system);
      expect(new URL(link).origin).toBe(origin);
      const { cookie } = await enter(link);
      const page = await ask(new URL(link).host, '/', { cookie });
      expect(page.status).toBe(200);
      expect(page.text).toContain(`${origin}/checkout/cart`);
      expect(page.text).not.toContain(new URL(name.url).host);
    }
  });

  test('are entered by cXML and OCI at either host', async () => {
    for (const host of Object.values(hosts)) {
      const body = new URLSearchParams({
        USERNAME: 'acme',
        PASSWORD: 'demo-password',
        HOOK_URL: 'https://buyer.example/',
      });
      const headers = { host, 'content-type': 'application/x-www-form-urlencoded' };
      const login = await call(`${gateway.url}/oci/second`, {
        method: 'POST',
        headers,
        body: body.toString(),
      });
      expect(new URL(login.headers.location ?? '').host).toBe(hosts.second);
    }
    expect(new URL((await cxmlCall(gateway.url, setupRequest())).startPage).host).toBe(hosts.demo);
  });

  test('have cookies by the scheme of the shop, not of the gateway', async () => {
    const secure = await enter(await startLinkFor('demo-oci'));
    const plain = await enter(await startLinkFor('second'));
    expect(secure.lines.filter((line) => !line.endsWith('; Secure; Partitioned; SameSite=None'))).toEqual([]);
    expect(secure.cookie).toContain('__Host-punchgate=');
    expect(plain.lines.join()).not.toMatch(/Secure|Partitioned|__Host-/);
  });

  test('do not show a visit of one to the host of the other', async () => {
    const { cookie } = await enter(await startLinkFor('second'));
    const key = cookie.replace('punchgate=', '__Host-punchgate=');
    const answer = await ask(hosts.demo, '/', { cookie: key });
    expect(answer.status).toBe(421);
    expect(answer.text).toContain('Your visit is in another shop');
    expect(answer.text).toContain(`http://${hosts.second}/`);
    expect(gateway.reasons().at(-1)).toBe('session_other_host');
    expect((await ask(hosts.second, '/', { cookie })).status).toBe(200);
  });

  test('do not let a start link be used up at the host of the other', async () => {
    const link = await startLinkFor('second');
    expect((await ask(hosts.demo, new URL(link).pathname)).status).toBe(421);
    expect((await enter(link)).cookie).toContain('punchgate=');
  });

  test('are served to a proxy that asks under a host of its own', async () => {
    for (const system of ['demo-oci', 'second']) {
      const { cookie } = await enter(await startLinkFor(system));
      expect((await ask('10.0.0.7:8080', '/', { cookie })).status).toBe(200);
    }
  });
});

test('a shop without a host of its own is seen under that of the gateway', async () => {
  const file = { ...demoSystemFile(shop, 'oci'), name: 'third', shop: 'third' };
  await gateway.license(await gateway.apply(file));
  expect(await startLinkFor('third')).toMatch(`${gateway.url}/punchgate/start/`);
});
