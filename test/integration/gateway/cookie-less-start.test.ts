import { beforeEach, describe, expect, test } from 'vitest';
import { type Answer, Browser, call, ociLogin } from '../../support/buyer.ts';
import { demoGateway } from '../../support/demo-gateway.ts';
import { buyerUrl } from '../../support/gateway.ts';
import { formTo } from '../../support/html-form.ts';
import { visitFrom } from '../../support/visit.ts';

const { shop, gateway } = await demoGateway();
const blocked = () => gateway.log.filter(({ event }) => event === 'cookies_blocked');

beforeEach(() => gateway.log.splice(0));

async function startLink(parameters = {}): Promise<string> {
  return (await ociLogin(gateway.url, parameters)).headers.location ?? '';
}

/** Opens an address as a browser that keeps no cookies: it follows redirects, and sends none along. */
async function openWithoutCookies(url: string, destination?: string): Promise<Answer> {
  const headers = destination ? { 'sec-fetch-dest': destination } : {};
  const answer = await call(url, { headers });
  const { location } = answer.headers;
  return location ? await openWithoutCookies(new URL(location, url).href, destination) : answer;
}

function buttonIn({ text }: Answer): string {
  return gateway.url + (/<a class="button" href="([^"]+)"/.exec(text)?.[1] ?? '').replaceAll('&amp;', '&');
}

describe('a browser that keeps no cookies in a frame', () => {
  test.each(['iframe', 'frame', undefined])('is offered a window of its own (%s)', async (destination) => {
    const page = await openWithoutCookies(await startLink(), destination);
    expect(page.status).toBe(200);
    expect(page.text).toContain('Open the shop in a new window');
    expect(page.text).toMatch(/target="_blank" rel="noopener"/);
    expect(page.text).toContain('for 4 minutes more');
    expect(page.headers['content-security-policy']).toContain('frame-ancestors *');
    expect(blocked()).toMatchObject([
      { place: 'frame', system: 'demo-oci', host: new URL(gateway.url).host },
    ]);
    expect(blocked()[0]?.advice).toContain('new window');
  });

  test('goes on in that window, with the link unused till then, and its cart comes back there', async () => {
    const page = await openWithoutCookies(await startLink({ '~TARGET': 'catalogFrame' }), 'iframe');
    const visit = await visitFrom(gateway, shop, buttonIn(page));
    await visit.add('HAM-001', 1);
    const form = formTo((await visit.transfer()).text, buyerUrl);
    expect(form.target).toBe('_self');
    expect(form.fields).toContainEqual(['NEW_ITEM-VENDORMAT[1]', 'HAM-001']);
  });

  test('leaves without a cart in that window too', async () => {
    const page = await openWithoutCookies(await startLink({ '~TARGET': '_parent' }), 'iframe');
    const visit = await visitFrom(gateway, shop, buttonIn(page));
    expect(formTo((await visit.cancel()).text, buyerUrl).target).toBe('_self');
  });

  test('tells in the frame that the visit goes on elsewhere, whatever is reloaded there', async () => {
    const link = await startLink();
    const page = await openWithoutCookies(link, 'iframe');
    await visitFrom(gateway, shop, buttonIn(page));
    for (const address of [link, `${link}?cookies=asked`]) {
      const reloaded = await openWithoutCookies(address, 'iframe');
      expect(reloaded.status).toBe(200);
      expect(reloaded.text).toContain('Your visit goes on in another window');
    }
  });

  test('may open the offer again and again', async () => {
    const link = await startLink();
    await openWithoutCookies(link, 'iframe');
    const again = await openWithoutCookies(link, 'iframe');
    expect(again.text).toContain('Open the shop in a new window');
    expect((await new Browser().open(buttonIn(again))).headers.location).toBe('/');
  });
});

describe('a browser that keeps no cookies at all', () => {
  test('is told for which host they must be allowed, and the link stays good', async () => {
    const link = await startLink();
    const page = await openWithoutCookies(link, 'document');
    expect(page.text).toContain('Your browser keeps no cookies');
    expect(page.text).toContain(new URL(gateway.url).host);
    expect(page.text).not.toContain('_blank');
    expect(blocked()).toMatchObject([{ place: 'window' }]);
    expect((await new Browser().open(buttonIn(page))).headers.location).toBe('/');
  });

  test('is not offered window after window', async () => {
    const offer = await openWithoutCookies(await startLink());
    const page = await openWithoutCookies(buttonIn(offer));
    expect(page.text).toContain('Your browser keeps no cookies');
  });

  test('learns that a link is too old as everybody does', async () => {
    const link = await startLink();
    await (await visitFrom(gateway, shop, link)).cancel();
    expect((await openWithoutCookies(link, 'document')).status).toBe(410);
    expect((await openWithoutCookies(`${gateway.url}/punchgate/start/unknown`)).status).toBe(410);
  });
});

describe('a browser that keeps cookies', () => {
  test('is asked once, and enters at once where it has a cookie of ours', async () => {
    const first = await call(await startLink());
    expect(first.status).toBe(303);
    expect(first.headers.location).toMatch(/^\/punchgate\/start\/[\w-]+\?cookies=asked$/);
    expect(first.headers['set-cookie']).toEqual(['punchgate-probe=kept; Path=/; HttpOnly; SameSite=Lax']);
    for (const cookie of ['punchgate-probe=kept', 'punchgate=of-an-earlier-visit']) {
      const entered = await call(await startLink(), { headers: { cookie } });
      expect(entered.headers.location).toBe('/');
    }
    expect(blocked()).toEqual([]);
  });

  test('returns to the frame or window that the procurement system named', async () => {
    const visit = await visitFrom(gateway, shop, await startLink({ '~TARGET': 'catalogFrame' }));
    await visit.add('HAM-001', 1);
    expect(formTo((await visit.transfer()).text, buyerUrl).target).toBe('catalogFrame');
  });
});

test('a scanner that only looks changes nothing, with or without the question about cookies', async () => {
  const link = await startLink();
  for (const address of [link, `${link}?cookies=asked`, `${link}?window=own`]) {
    const { status, headers } = await call(address, { method: 'HEAD' });
    expect([status, headers['set-cookie']]).toEqual([200, undefined]);
  }
  expect(blocked()).toEqual([]);
  expect((await new Browser().open(link)).headers.location).toBe('/');
});
