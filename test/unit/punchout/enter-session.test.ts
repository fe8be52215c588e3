import { describe, expect, it } from 'vitest';
import { enterSession } from '../../../src/punchout/enter-session.ts';
import { contextTokenOf, visitOfBrowser } from '../../../src/punchout/visit.ts';
import { expectRefusal } from './refusal.ts';
import { noon } from './sample-session.ts';
import { sampleCustomer, sampleOciSystem } from './sample-system.ts';
import { lives, SampleGateway } from './sample-visit.ts';

async function started() {
  const gateway = new SampleGateway();
  const { startToken, session } = await gateway.start();
  const open = (browserKey?: string) => enterSession({ startToken, browserKey }, gateway);
  return { gateway, session, open };
}

describe('a browser opens its start link', () => {
  it('the shop makes a session of its own for the customer, and the browser gets a key', async () => {
    const { gateway, session, open } = await started();
    const entered = await open();
    expect(gateway.shops.customers).toEqual([sampleCustomer.id]);
    expect(entered.shopCookies).toEqual(['session-=context-1; HttpOnly']);
    const visit = await visitOfBrowser(entered.browserKey, gateway);
    expect(visit.session).toMatchObject({ id: session.id, enteredAt: noon, status: 'open' });
    expect(await contextTokenOf(visit.session, gateway)).toBe('context-1');
  });

  it('neither the key nor the context token is stored as it is', async () => {
    const { gateway, session, open } = await started();
    const { browserKey } = await open();
    const entry = await gateway.sessions.entryOf(session.id);
    expect(JSON.stringify(entry)).not.toContain('context-1');
    expect(JSON.stringify(entry)).not.toContain(browserKey);
  });

  it('the context token of one visit does not open for another', async () => {
    const { gateway, session, open } = await started();
    await open();
    const other = await gateway.start();
    const entry = await gateway.sessions.entryOf(session.id);
    await gateway.sessions.enter(other.session.id, {
      browserKeyHash: 'x',
      contextToken: entry?.contextToken ?? '',
      at: noon,
      notices: [],
    });
    await expectRefusal('internal_error', () => contextTokenOf(other.session, gateway));
  });

  it('two buyers of one customer never share a cart', async () => {
    const gateway = new SampleGateway();
    const keys = [await gateway.enter(), await gateway.enter()];
    const tokens = [];
    for (const key of keys) tokens.push(await contextTokenOf((await gateway.visit(key)).session, gateway));
    expect(new Set(tokens).size).toBe(2);
  });
});

describe('a start link is good once', () => {
  it('a second browser is refused', async () => {
    const { open } = await started();
    await open();
    await expectRefusal('session_entered_elsewhere', () => open());
    await expectRefusal('session_entered_elsewhere', () => open('a key of another visit'));
  });

  it('of twenty browsers at once exactly one gets in', async () => {
    const { open } = await started();
    const results = await Promise.allSettled(Array.from({ length: 20 }, () => open()));
    const refusals = results.filter(({ status }) => status === 'rejected');
    expect(refusals).toHaveLength(19);
    for (const refusal of refusals)
      expect(refusal).toMatchObject({ reason: { reason: 'session_entered_elsewhere' } });
  });

  it('the same browser may open it again for a moment, with the session it has', async () => {
    const { gateway, session, open } = await started();
    const { browserKey } = await open();
    gateway.pass(lives.reentry - 1);
    const again = await open(browserKey);
    expect(again).toMatchObject({ browserKey: undefined, shopCookies: [], session: { id: session.id } });
    expect(gateway.shops.customers).toHaveLength(1);
  });

  it('the same browser comes back to the page that the visit begins on', async () => {
    const gateway = new SampleGateway();
    const entry = { page: { kind: 'search', term: 'hammer' } as const, lines: [] };
    const { startToken } = await gateway.start(sampleOciSystem(), { entry });
    const first = await enterSession({ startToken, browserKey: undefined }, gateway);
    expect(first.path).toBe('/search');
    const again = await enterSession({ startToken, browserKey: first.browserKey }, gateway);
    expect(again).toMatchObject({ browserKey: undefined, path: '/search' });
  });

  it('the same browser is too late after that moment', async () => {
    const { gateway, open } = await started();
    const { browserKey } = await open();
    gateway.pass(lives.reentry);
    await expectRefusal('session_entered_elsewhere', () => open(browserKey));
  });

  it('the same browser comes back even where the link has run out meanwhile', async () => {
    const { gateway, open } = await started();
    gateway.pass(lives.startLink - 1);
    const { browserKey } = await open();
    gateway.pass(1000);
    expect((await open(browserKey)).session.status).toBe('open');
  });
});

describe('a start link that does not open', () => {
  it('is unknown', async () => {
    const { gateway } = await started();
    await expectRefusal('session_unknown', () =>
      enterSession({ startToken: 'guessed', browserKey: undefined }, gateway),
    );
  });

  it('is older than its life', async () => {
    const { gateway, open } = await started();
    gateway.pass(lives.startLink);
    await expectRefusal('session_expired', () => open());
    expect(gateway.shops.customers).toEqual([]);
  });

  it('belongs to a visit that has ended', async () => {
    const { gateway, session, open } = await started();
    await gateway.sessions.end(session.id, {
      status: 'cancelled',
      at: noon,
      form: undefined,
      cart: undefined,
    });
    await expectRefusal('session_over', () => open());
  });

  it('stays good while the shop is out of reach', async () => {
    const { gateway, session, open } = await started();
    gateway.shops.outage = true;
    await expectRefusal('shop_unreachable', () => open());
    expect(await gateway.sessions.entryOf(session.id)).toBeUndefined();
    gateway.shops.outage = false;
    expect((await open()).browserKey).toBeTruthy();
  });
});

describe('a browser without a visit', () => {
  it.each([undefined, '', 'guessed'])('the key %j opens nothing', async (key) => {
    const { gateway, open } = await started();
    await open();
    await expectRefusal('session_unknown', () => visitOfBrowser(key, gateway));
  });

  it('a visit that no browser has entered has no cart', async () => {
    const { gateway, session } = await started();
    await expectRefusal('session_unknown', () => contextTokenOf(session, gateway));
  });
});
