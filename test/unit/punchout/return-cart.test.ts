import { describe, expect, it } from 'vitest';
import { returnCart } from '../../../src/punchout/return-cart.ts';
import { expectRefusal } from './refusal.ts';
import { netCart, recordedGrossCart, sampleItem } from './sample-cart.ts';
import { sampleCxmlSystem, sampleOciSystem } from './sample-system.ts';
import { lives, SampleGateway } from './sample-visit.ts';

async function entered(system = sampleOciSystem()) {
  const gateway = new SampleGateway();
  const key = await gateway.enter(system);
  const transfer = async () => await returnCart(await gateway.visit(key), gateway);
  const status = async () => (await gateway.visit(key)).session.status;
  return { gateway, key, transfer, status };
}

describe('a buyer transfers the cart', () => {
  it('the form goes to the address of the call and carries every line', async () => {
    const { transfer, status } = await entered();
    const form = await transfer();
    expect(form).toMatchObject({
      action: 'https://buyer.example/hook?session=1',
      target: '_top',
      charset: 'utf-8',
    });
    const fields = new Map(form.fields);
    expect(fields.get('NEW_ITEM-VENDORMAT[1]')).toBe('PG-1');
    expect(fields.get('NEW_ITEM-VENDORMAT[2]')).toBe('PG-2');
    expect(await status()).toBe('returned');
  });

  it('a cXML cart returns with its BuyerCookie', async () => {
    const gateway = new SampleGateway();
    const key = await gateway.enter(sampleCxmlSystem());
    const form = await returnCart(await gateway.visit(key), gateway);
    const document = Buffer.from(form.fields[0]?.[1] ?? '', 'base64').toString();
    expect(document).toContain('<BuyerCookie>1CX3L4843PPZO</BuyerCookie>');
    expect(form.fields.map(([name]) => name)).toEqual(['cxml-base64']);
  });

  it('the cart that was in the shop at that moment is the one that is sent', async () => {
    const { gateway, transfer } = await entered();
    gateway.shops.carts.set('context-1', netCart([sampleItem({ product: { number: 'CHANGED' } })]));
    expect(new Map((await transfer()).fields).get('NEW_ITEM-VENDORMAT[1]')).toBe('CHANGED');
  });
});

describe('a cart returns once', () => {
  it('fifty clicks at once give one form, byte for byte', async () => {
    const { gateway, key } = await entered();
    const visit = await gateway.visit(key);
    const forms = await Promise.all(Array.from({ length: 50 }, () => returnCart(visit, gateway)));
    expect(new Set(forms.map((form) => JSON.stringify(form))).size).toBe(1);
    const end = await gateway.sessions.endOf(visit.session.id);
    expect(JSON.stringify(end?.form)).toBe(JSON.stringify(forms[0]));
  });

  it('where the cart changes between two clicks, both get the cart of the first that was stored', async () => {
    const { gateway, key } = await entered();
    const visit = await gateway.visit(key);
    const first = await returnCart(visit, gateway);
    gateway.shops.carts.set('context-1', netCart([sampleItem({ product: { number: 'LATER' } })]));
    expect(await returnCart(visit, gateway)).toEqual(first);
  });

  it('a lost page can be had again for a while, without asking the shop', async () => {
    const { gateway, transfer } = await entered();
    const form = await transfer();
    gateway.shops.outage = true;
    gateway.pass(lives.returnPage - 1);
    expect(await transfer()).toEqual(form);
  });

  it('and not later', async () => {
    const { gateway, transfer } = await entered();
    await transfer();
    gateway.pass(lives.returnPage);
    await expectRefusal('session_over', transfer);
  });

  it('a later change of the System does not change the page that was sent', async () => {
    const { gateway, transfer } = await entered();
    const form = await transfer();
    await gateway.systems.save(sampleOciSystem({ charset: 'iso-8859-1' }), {
      fingerprint: 'v1:x',
      loginKeys: [],
      at: 0,
    });
    expect(await transfer()).toEqual(form);
  });
});

describe('a transfer that fails changes nothing', () => {
  it('a shop out of reach leaves the visit open, and the cart returns when it is back', async () => {
    const { gateway, transfer, status } = await entered();
    gateway.shops.outage = true;
    await expectRefusal('shop_unreachable', transfer);
    expect(await status()).toBe('open');
    gateway.shops.outage = false;
    expect((await transfer()).fields.length).toBeGreaterThan(0);
  });

  it.each([
    ['cart_empty', netCart([])],
    ['cart_total_mismatch', { ...recordedGrossCart(), items: recordedGrossCart().items.slice(0, 1) }],
    ['field_too_long', netCart([sampleItem({ product: { number: 'X'.repeat(41) } })])],
    ['cart_price_unrepresentable', netCart([sampleItem({ quantity: '77777777', netTotal: '10000.01' })])],
  ] as const)('%s: the visit stays open', async (reason, cart) => {
    const { gateway, transfer, status } = await entered();
    gateway.shops.carts.set('context-1', cart);
    await expectRefusal(reason, transfer);
    expect(await status()).toBe('open');
  });

  it('a unit without a code keeps the cart', async () => {
    const { gateway, transfer, status } = await entered(sampleOciSystem({ units: { standard: false } }));
    await expectRefusal('unit_unmapped', transfer);
    expect(await status()).toBe('open');
    expect(gateway.unitInbox.recorded).toMatchObject([[{ unit: 'pc', article: 'PG-1' }]]);
  });

  it('a unit that is only to be noted stops nothing, nor does a note that cannot be kept', async () => {
    for (const full of [false, true]) {
      const { gateway, transfer, status } = await entered(
        sampleOciSystem({ units: { default: 'EA', standard: false } }),
      );
      gateway.unitInbox.full = full;
      expect(new Map((await transfer()).fields).get('NEW_ITEM-UNIT[1]')).toBe('EA');
      expect(await status()).toBe('returned');
      expect(gateway.unitInbox.recorded).toHaveLength(full ? 0 : 1);
    }
  });

  it('a note that cannot be kept is told once, with its cause', async () => {
    const { gateway, key } = await entered(sampleOciSystem({ units: { default: 'EA', standard: false } }));
    gateway.unitInbox.full = true;
    const causes: unknown[] = [];
    const onInboxFailed = (cause: unknown) => void causes.push(cause);
    await returnCart(await gateway.visit(key), gateway, { onInboxFailed });
    expect(causes).toEqual([new Error('no space left')]);
  });

  it('a visit that is too old has ended', async () => {
    const { gateway, transfer } = await entered();
    gateway.pass(lives.session);
    await expectRefusal('session_expired', transfer);
  });
});
