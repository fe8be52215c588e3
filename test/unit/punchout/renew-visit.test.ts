import { describe, expect, it } from 'vitest';
import { keepSnapshot, snapshotOf } from '../../../src/punchout/cart-snapshot.ts';
import { renewVisit, shopSessionOf } from '../../../src/punchout/renew-visit.ts';
import { netCart, recordedGrossCart, sampleItem } from './sample-cart.ts';
import { SampleGateway } from './sample-visit.ts';

/** One of the lines that a new session of the sample shop has. */
const hammers = (quantity: string) =>
  sampleItem({ quantity, netTotal: '30.00', product: { id: 'PG-1', number: 'PG-1' } });

async function entered() {
  const gateway = new SampleGateway();
  const visit = await gateway.visit(await gateway.enter());
  gateway.shops.carts.delete('context-1');
  return { gateway, visit };
}

describe('a visit that the shop has forgotten', () => {
  it('gets another session of the shop, and licenses are not asked for again', async () => {
    const { gateway, visit } = await entered();
    const asked = gateway.questions.length;
    const renewed = await renewVisit(visit, 'context-1', gateway);
    expect(renewed).toMatchObject({
      contextToken: 'context-2',
      shopCookies: ['session-=context-2; HttpOnly'],
    });
    expect(await shopSessionOf(visit.session, gateway)).toMatchObject({ contextToken: 'context-2' });
    expect(gateway.questions).toHaveLength(asked);
  });

  it('is renewed once: whoever comes later, or at the same time, goes on with that session', async () => {
    const { gateway, visit } = await entered();
    const renewals = await Promise.all(
      Array.from({ length: 20 }, () => renewVisit(visit, 'context-1', gateway)),
    );
    const tokens = new Set(renewals.map(({ contextToken }) => contextToken));
    expect(tokens.size).toBe(1);
    expect(await renewVisit(visit, 'context-1', gateway)).toMatchObject({ contextToken: [...tokens][0] });
  });

  it('has the last cart again, and knows what came back otherwise', async () => {
    const { gateway, visit } = await entered();
    await keepSnapshot(visit.session, { cart: netCart([hammers('5')]), untold: [] }, gateway);
    const { session } = await renewVisit(visit, 'context-1', gateway);
    expect(session.notices).toEqual([
      { code: 'session_renewed', article: 'Your cart' },
      { code: 'quantity_changed', article: 'Hammer 500g', before: '5', after: '3' },
    ]);
    expect((await gateway.sessions.byId(session.id))?.notices).toEqual(session.notices);
  });

  it('is told of lines that are no articles and do not come back by themselves', async () => {
    const { gateway, visit } = await entered();
    const coupon = sampleItem({
      kind: 'discount',
      key: 'd',
      name: '10 % off',
      netTotal: '-1.00',
      product: {},
    });
    const engraved = sampleItem({ key: 'e', name: 'Engraving', product: { number: 'E' } });
    await keepSnapshot(
      visit.session,
      { cart: netCart([hammers('3'), coupon, engraved]), untold: [] },
      gateway,
    );
    const { session } = await renewVisit(visit, 'context-1', gateway);
    expect(session.notices.slice(1)).toEqual([
      { code: 'line_lost', article: '10 % off' },
      { code: 'line_lost', article: 'Engraving' },
    ]);
  });

  it('with the same lines and another sum is told of the sum', async () => {
    const { gateway, visit } = await entered();
    await keepSnapshot(visit.session, { cart: netCart([hammers('3')]), untold: [] }, gateway);
    const { session } = await renewVisit(visit, 'context-1', gateway);
    expect(session.notices.slice(1)).toMatchObject([
      { code: 'total_changed', before: '30.00 EUR', after: '115.04 EUR' },
    ]);
  });

  it('begins again with its first lines where no cart was read yet', async () => {
    const { gateway, visit } = await entered();
    const lines = [{ number: 'PG-9', quantity: '1' }];
    const withLines = { ...visit, session: { ...visit.session, entry: { ...visit.session.entry, lines } } };
    const { session } = await renewVisit(withLines, 'context-1', gateway);
    expect(session.notices.slice(1)).toEqual([{ code: 'product_gone', article: 'PG-9' }]);
  });

  it('stays as it is while the shop is out of reach', async () => {
    const { gateway, visit } = await entered();
    gateway.shops.outage = true;
    await expect(renewVisit(visit, 'context-1', gateway)).rejects.toMatchObject({
      reason: 'shop_unreachable',
    });
    expect(await shopSessionOf(visit.session, gateway)).toEqual({
      contextToken: 'context-1',
      shopCookies: [],
    });
  });
});

describe('the last cart of a visit', () => {
  it('is kept as it was read, and not readable without the key', async () => {
    const { gateway, visit } = await entered();
    await keepSnapshot(visit.session, { cart: recordedGrossCart(), untold: [] }, gateway);
    expect(await snapshotOf(visit.session, gateway)).toEqual({
      at: gateway.surroundings.now(),
      cart: recordedGrossCart(),
      untold: [],
    });
    expect((await gateway.snapshots.of(visit.session.id))?.sealed).not.toContain('Hammer');
  });

  it('of another release of Punchgate is none', async () => {
    const { gateway, visit } = await entered();
    const sealed = gateway.vault.seal('{"items":1}', `session/${visit.session.id}/cart`);
    await gateway.snapshots.keep(visit.session.id, { at: 1, sealed });
    expect(await snapshotOf(visit.session, gateway)).toBeUndefined();
  });
});
