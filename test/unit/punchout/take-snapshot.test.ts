import { describe, expect, it } from 'vitest';
import type { Cart } from '../../../src/punchout/cart.ts';
import { snapshotOf } from '../../../src/punchout/cart-snapshot.ts';
import { takeSnapshot } from '../../../src/punchout/take-snapshot.ts';
import { transferCart } from '../../../src/punchout/transfer-cart.ts';
import { netCart, sampleItem } from './sample-cart.ts';
import { SampleGateway } from './sample-visit.ts';

const hammers = (quantity: string) =>
  netCart([
    sampleItem({ quantity, netTotal: String(10 * Number(quantity)) }),
    sampleItem({ name: 'Helmet' }),
  ]);
const said = { code: 'product-stock-reached', text: 'There are 2 left.', effect: 'corrected' } as const;
const lowered = { code: 'quantity_changed', article: 'Hammer 500g', before: '3', after: '2' };

async function visiting() {
  const gateway = new SampleGateway();
  const visit = await gateway.visit(await gateway.enter());
  const place = { contextToken: 'context-1', viewedSince: undefined };
  return {
    gateway,
    /** The shop answers with this cart from now on, and the gateway reads it. */
    async read(cart: Cart, viewedSince?: number) {
      gateway.shops.carts.set('context-1', cart);
      gateway.pass(1_000);
      await takeSnapshot(visit, { ...place, viewedSince }, gateway);
    },
    untold: async () => (await snapshotOf(visit.session, gateway))?.untold,
    /** What the buyer is told instead; nothing where the cart goes. */
    async transfer(cart: Cart) {
      gateway.shops.carts.set('context-1', cart);
      const transfer = await transferCart(visit, gateway, {});
      return 'form' in transfer ? [] : transfer.notices;
    },
  };
}

describe('a correction that the shop has told to nobody but the gateway', () => {
  it('is told before the cart goes, once', async () => {
    const { read, transfer } = await visiting();
    await read(hammers('3'));
    await read({ ...hammers('2'), faults: [said] });
    expect(await transfer(hammers('2'))).toEqual([lowered]);
    expect(await transfer(hammers('2'))).toEqual([]);
  });

  it('stays untold while the cart is only read again', async () => {
    const { read, untold } = await visiting();
    await read(hammers('3'));
    await read({ ...hammers('2'), faults: [said] });
    await read(hammers('2'));
    expect(await untold()).toEqual([lowered]);
  });

  it('is no news for a buyer who has looked at the cart since', async () => {
    const { gateway, read, untold } = await visiting();
    await read(hammers('3'));
    await read({ ...hammers('2'), faults: [said] });
    await read(hammers('2'), gateway.surroundings.now() + 1);
    expect(await untold()).toEqual([]);
  });

  it('is news for a buyer whose page was older', async () => {
    const { gateway, read, untold } = await visiting();
    await read(hammers('3'));
    const opened = gateway.surroundings.now();
    await read({ ...hammers('2'), faults: [said] });
    await read(hammers('2'), opened);
    expect(await untold()).toEqual([lowered]);
  });
});

describe('a correction at the transfer', () => {
  it('is told with what was seen before and what is there now', async () => {
    const { read, transfer } = await visiting();
    await read(hammers('3'));
    const gone = { code: 'product-not-found', text: 'Not found.', effect: 'corrected' } as const;
    const left = netCart([sampleItem({ quantity: '2', netTotal: '20' })]);
    expect(await transfer({ ...left, faults: [said, gone] })).toEqual([
      lowered,
      { code: 'product_gone', article: 'Helmet' },
    ]);
    expect(await transfer(left)).toEqual([]);
  });

  it('is told in the shop’s own words where nobody knows what the buyer has seen', async () => {
    const { transfer } = await visiting();
    expect(await transfer({ ...hammers('2'), faults: [said] })).toEqual([
      { code: 'shop_says', article: 'There are 2 left.' },
    ]);
    expect(await transfer({ ...hammers('2'), faults: [said] })).toEqual([]);
  });

  it('of the buyer’s own is no news', async () => {
    const { read, transfer } = await visiting();
    await read(hammers('3'));
    expect(await transfer(hammers('1'))).toEqual([]);
  });
});
