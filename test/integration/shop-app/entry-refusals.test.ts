import { describe, expect, test } from 'vitest';
import { Browser, ociLogin } from '../../support/buyer.ts';
import { buyerUrl } from '../../support/gateway.ts';
import { formTo } from '../../support/html-form.ts';
import { RedirectVisit, redirectGateway } from '../../support/redirect-visit.ts';

const { gateway, shop } = await redirectGateway();
const enterUrl = `${gateway.url}/punchgate/app/enter`;

async function startPage(): Promise<string> {
  return (await ociLogin(gateway.url)).headers.location ?? '';
}

/** A buyer whose browser has the page of the shop that shows the ticket. */
async function shownTicket(visit = new RedirectVisit(shop)) {
  const form = formTo((await visit.start(await startPage())).text, enterUrl);
  return { visit, form };
}

async function endTickets(): Promise<void> {
  await gateway.adapters.database.run((sql) =>
    sql.updateTable('entryTickets').set({ expiresAt: 1 }).execute(),
  );
}

function lastReason(): string | undefined {
  return gateway.reasons().at(-1);
}

describe('the ticket of the shop page', () => {
  test('is good once', async () => {
    const { visit, form } = await shownTicket();
    expect((await visit.post(form)).status).toBe(303);
    expect((await visit.post(form)).status).toBe(410);
    expect(lastReason()).toBe('session_unknown');
  });

  test('lets one of two in that show it at the same time', async () => {
    const { visit, form } = await shownTicket();
    const answers = await Promise.all([visit.post(form), visit.post(form)]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([303, 410]);
  });

  test('is of no use in another browser, and is used up there', async () => {
    const { visit, form } = await shownTicket();
    const thief = await new RedirectVisit(shop, new Browser()).post(form);
    expect(thief.status).toBe(410);
    expect(lastReason()).toBe('session_entered_elsewhere');
    expect((await visit.post(form)).status).toBe(410);
  });

  test('that is older than a minute is refused, and the buyer gets another one with one press', async () => {
    const { visit, form } = await shownTicket();
    await endTickets();
    const late = await visit.post(form);
    expect(late.status).toBe(410);
    expect(lastReason()).toBe('session_expired');
    const again = /href="([^"]+)">Try again/.exec(late.text)?.[1] ?? '';
    const redirected = await visit.browser.open(gateway.url + again);
    const shown = await visit.browser.open(redirected.headers.location ?? '');
    expect((await visit.post(formTo(shown.text, enterUrl))).status).toBe(303);
  });

  test('that nobody gave out opens nothing', async () => {
    const { visit, form } = await shownTicket();
    expect((await visit.post(form, { ticket: 'made-up' })).status).toBe(410);
  });

  test('comes with a context token, or nothing is asked of the shop', async () => {
    const { visit, form } = await shownTicket();
    const before = shop.requests.length;
    expect((await visit.post(form, { token: '../../api' })).status).toBe(410);
    expect(shop.requests.length).toBe(before);
  });

  test('cannot be had anew by a browser that never had one', async () => {
    expect((await new Browser().open(`${gateway.url}/punchgate/app/again`)).status).toBe(410);
  });
});

describe('a start link of such a shop', () => {
  test('opened twice by the same browser leads in once', async () => {
    const visit = new RedirectVisit(shop);
    const link = await startPage();
    const first = formTo((await visit.start(link)).text, enterUrl);
    const second = formTo((await visit.start(link)).text, enterUrl);
    expect((await visit.post(second)).status).toBe(303);
    expect((await visit.post(first)).status).toBe(410);
    const again = await visit.browser.open(link);
    expect(again.headers.location).toContain('punchgate-enter?page=');
  });

  test('is of one browser: the second one is refused when the first is in', async () => {
    const link = await startPage();
    await new RedirectVisit(shop).enter(link);
    expect((await new Browser().open(link)).status).toBe(410);
    expect(lastReason()).toBe('session_entered_elsewhere');
  });

  test('opened by two browsers at a time leads one in, and leaves the other one a stranger in the shop', async () => {
    const link = await startPage();
    const visits = [new RedirectVisit(shop), new RedirectVisit(shop)];
    const forms = await Promise.all(
      visits.map(async (visit) => ({ visit, form: formTo((await visit.start(link)).text, enterUrl) })),
    );
    const answers = await Promise.all(forms.map(({ visit, form }) => visit.post(form)));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([303, 410]);
    const accounts = await Promise.all(visits.map((visit) => visit.open('/account')));
    expect(accounts.map(({ text }) => text.includes('Acme Manufacturing'))).toEqual(
      answers.map(({ status }) => status === 303),
    );
  });

  test('survives a scanner that looks first', async () => {
    const link = await startPage();
    expect((await new Browser().open(link, { method: 'HEAD' })).status).toBe(200);
    expect((await new RedirectVisit(shop).enter(link)).status).toBe(200);
  });

  test('stays good while the shop is away', async () => {
    const { visit, form } = await shownTicket();
    shop.faults.maintenance = true;
    const refused = await visit.post(form);
    shop.faults.maintenance = false;
    expect(refused.status).toBe(503);
    expect((await visit.enter(`${gateway.url}/punchgate/app/again`)).status).toBe(200);
  });
});

describe('a browser that has a session in the shop already', () => {
  async function loggedIn(): Promise<RedirectVisit> {
    const visit = new RedirectVisit(shop);
    const customer = shop.customers.find(({ password, active }) => active && password !== null);
    await visit.browser.submit(`${shop.url}/account/login`, {
      username: customer?.email ?? '',
      password: customer?.password ?? '',
    });
    await visit.add('HELM-01', 1);
    return visit;
  }

  test('of a customer is logged out first, once, and comes in with an empty cart', async () => {
    const { visit, form } = await shownTicket(await loggedIn());
    const sentOut = await visit.post(form);
    expect(sentOut.headers.location).toContain('logout=1');
    const page = await visit.browser.open(sentOut.headers.location ?? '');
    await visit.open('/account/logout');
    const next = /id="punchgate-next" href="([^"]+)"/.exec(page.text)?.[1]?.replaceAll('&#38;', '&') ?? '';
    const shown = await visit.open(`/storefront/script/punchgate-enter${next}`);
    const entered = await visit.post(formTo(shown.text, enterUrl));
    expect((await visit.arrive(entered.headers.location ?? '')).text).toContain('Acme Manufacturing');
    expect(JSON.parse((await visit.open('/checkout/cart.json')).text).lineItems).toEqual([]);
  });

  test('is refused where it is still somebody after the logout', async () => {
    const { visit, form } = await shownTicket(await loggedIn());
    const sentOut = await visit.post(form);
    const ticket = new URL(sentOut.headers.location ?? '').searchParams.get('ticket') ?? '';
    const refused = await visit.post(form, { ticket });
    expect(refused.status).toBe(502);
    expect(lastReason()).toBe('shop_answer_invalid');
  });

  test('of a visitor comes in without what the visitor had put into the cart', async () => {
    const visit = new RedirectVisit(shop);
    await visit.add('HELM-01', 2);
    await visit.enter(await startPage());
    expect(JSON.parse((await visit.open('/checkout/cart.json')).text).lineItems).toEqual([]);
  });

  test('of another visit cannot be taken over with its token, which goes on as it was', async () => {
    const other = new RedirectVisit(shop);
    await other.enter(await startPage());
    await other.add('HAM-001', 1);
    const { visit, form } = await shownTicket();
    const answer = await visit.post(form, { token: await other.token() });
    expect(answer.headers.location).toContain('logout=1');
    const page = await other.press('/punchgate/app/return');
    expect(formTo(page.text, buyerUrl).fields.some(([, value]) => value === 'HAM-001')).toBe(true);
  });
});

describe('the button of the shop', () => {
  test('with a token of no visit sends nothing', async () => {
    const page = await new Browser().submit(`${gateway.url}/punchgate/app/return`, { token: 'x'.repeat(32) });
    expect(page.status).toBe(410);
    expect(lastReason()).toBe('session_unknown');
  });

  test('pressed on a page of an earlier visit of this browser sends nothing', async () => {
    const visit = new RedirectVisit(shop);
    await visit.enter(await startPage());
    await visit.add('HAM-001', 1);
    const token = await visit.token();
    await shownTicket(visit);
    const page = await visit.browser.submit(`${gateway.url}/punchgate/app/return`, { token });
    expect(page.status).toBe(410);
    expect(lastReason()).toBe('session_replaced');
  });

  test('of a visit that the shop has forgotten leads back to the procurement system', async () => {
    const visit = new RedirectVisit(shop);
    await visit.enter(await startPage());
    const token = await visit.token();
    await visit.open('/account/logout');
    shop.forgetContexts();
    const page = await visit.browser.submit(`${gateway.url}/punchgate/app/return`, { token });
    expect(page.status).toBe(410);
    expect(page.text).toContain('Back to your procurement system');
  });
});
