import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Cart, CartItem } from '../../../src/punchout/cart.ts';
import { type MappedCart, mapCart } from '../../../src/punchout/map-cart.ts';
import { add, divide, multiply, round, subtract } from '../../../src/punchout/money.ts';
import type { System } from '../../../src/punchout/system.ts';
import { expectRefusal } from './refusal.ts';
import { returnProtocols } from './return-protocols.ts';
import { netCart, recordedGrossCart, sampleItem, sampleShipping } from './sample-cart.ts';
import { sampleSession } from './sample-session.ts';
import { sampleCustomer, sampleCxmlSystem, sampleOciSystem } from './sample-system.ts';
import { standardUnits } from './sample-units.ts';

const referenceOf = ({ key }: CartItem) => `PG1.${key}`;

function mapped(cart: Cart, system: System = sampleOciSystem()): MappedCart {
  const session = sampleSession(system);
  const input = { cart, system, session, customer: sampleCustomer, standardUnits, referenceOf };
  const result = mapCart(input, returnProtocols[system.protocol].cartRules(input));
  return { ...result, total: round(result.total, 2) };
}

const discount = sampleItem({
  kind: 'discount',
  name: 'Welcome 10 %',
  netTotal: '-1.00',
  shownTotal: '-1.19',
});

describe('the cart of a shop with gross prices', () => {
  it('goes to the buyer without tax, line by line, to the cent', () => {
    const { lines, total, currency, shipping } = mapped(recordedGrossCart());
    expect(lines.map(({ quantity, price, total: value }) => [quantity, price, value])).toEqual([
      ['3', '10.000', '30.00'],
      ['2', '33.335', '66.67'],
    ]);
    expect({ total, currency, shipping }).toEqual({ total: '96.67', currency: 'EUR', shipping: undefined });
  });

  it('carries the fields and units of the System, and the kind of each line', () => {
    const [line] = mapped(recordedGrossCart()).lines;
    expect(line).toMatchObject({ kind: 'item', unit: 'PCE', priceUnit: '1' });
    expect(line?.fields).toMatchObject({ VENDORMAT: 'PG-1', UNIT: 'PCE', CURRENCY: 'EUR', QUANTITY: '3' });
  });

  it('a shop that rounds the tax once for the whole cart is never refused', () => {
    const line = fc.record({
      cents: fc.integer({ min: 1, max: 99_999 }),
      quantity: fc.integer({ min: 1, max: 9 }),
    });
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 25 }), fc.boolean(), (lines, withShipping) => {
        const cart = taxedOnce(
          lines.map(({ cents, quantity }) => [String(cents * quantity), String(quantity)]),
          withShipping,
        );
        expect(mapped(cart).lines).toHaveLength(lines.length + (withShipping ? 1 : 0));
      }),
    );
  });

  it('a net total further off than rounding explains is refused', async () => {
    await expectRefusal('cart_total_mismatch', () => mapped({ ...recordedGrossCart(), netTotal: '96.65' }));
    await expectRefusal('cart_total_mismatch', () => mapped({ ...recordedGrossCart(), netTotal: '96.69' }));
  });

  it('a missing line is refused even where its net value is smaller than the rounding', async () => {
    const cart = recordedGrossCart();
    const penny = sampleItem({ netTotal: '0.01', shownTotal: '0.01' });
    const whole = { ...cart, shownTotal: add(cart.shownTotal, '0.01'), netTotal: add(cart.netTotal, '0.01') };
    expect(mapped({ ...whole, items: [...cart.items, penny] }).total).toBe('96.68');
    await expectRefusal('cart_total_mismatch', () => mapped(whole));
  });
});

/** Gross lines of 19 % tax, added up as a shop does that calculates taxes for the cart at once. */
function taxedOnce(lines: string[][], withShipping: boolean): Cart {
  const priced = lines.map(([cents = '0', quantity = '1']) => taxedLine(cents, { quantity }));
  const shipping = withShipping ? taxedLine('495', sampleShipping()) : undefined;
  const shown = [...priced, ...(shipping ? [shipping] : [])].map(({ shownTotal }) => shownTotal);
  const shownTotal = add(...shown);
  const tax = divide(multiply(shownTotal, '19'), '119', 2);
  const netTotal = subtract(shownTotal, tax);
  return { ...recordedGrossCart(), items: priced, shipping, shownTotal, netTotal };
}

function taxedLine(cents: string, changes: Partial<CartItem>): CartItem {
  const shownTotal = divide(cents, '100', 2);
  const netTotal = subtract(shownTotal, divide(multiply(shownTotal, '19'), '119', 2));
  return { ...sampleItem(changes), ...changes, shownTotal, netTotal };
}

describe('the cart of a shop with net prices', () => {
  it('goes to the buyer as the shop has it', () => {
    const nails = sampleItem({ name: 'Nails 5 kg box', quantity: '4', netTotal: '133.32' });
    expect(mapped(netCart([nails]))).toMatchObject({
      total: '133.32',
      lines: [{ price: '33.330', quantity: '4' }],
    });
  });

  it('no cent may be missing, and none too many', async () => {
    const cart = netCart([sampleItem(), sampleItem()]);
    for (const netTotal of ['19.99', '20.01']) {
      await expectRefusal('cart_total_mismatch', () => mapped({ ...cart, netTotal }));
    }
  });

  it('a line that was not read is never lost in silence', async () => {
    const cart = netCart([sampleItem(), sampleItem({ netTotal: '0.01' })]);
    await expectRefusal('cart_total_mismatch', () => mapped({ ...cart, items: cart.items.slice(0, 1) }));
  });

  it('the same holds for a customer who pays no tax at all', async () => {
    const cart = { ...netCart([sampleItem()]), taxStatus: 'tax-free' as const };
    expect(mapped(cart).total).toBe('10.00');
    await expectRefusal('cart_total_mismatch', () => mapped({ ...cart, netTotal: '10.01' }));
  });

  it('a discount is a line of its own, with the fields for discounts', () => {
    const { lines, total } = mapped(netCart([sampleItem(), discount]));
    expect(total).toBe('9.00');
    expect(lines[1]).toMatchObject({ kind: 'discount', price: '-1.000', fields: { VENDORMAT: 'DISCOUNT' } });
  });

  it('any cart is worth the same to the buyer as to the shop', () => {
    const item = fc.record({
      cents: fc.integer({ min: 1, max: 99_999 }),
      quantity: fc.integer({ min: 1, max: 60 }),
    });
    fc.assert(
      fc.property(fc.array(item, { minLength: 1, maxLength: 20 }), (items) => {
        const cart = netCart(
          items.map(({ cents, quantity }) =>
            sampleItem({ quantity: String(quantity), netTotal: divide(String(cents), '100', 2) }),
          ),
        );
        expect(mapped(cart).total).toBe(round(cart.netTotal, 2));
        expect(mapped(cart, sampleCxmlSystem()).total).toBe(round(cart.netTotal, 2));
      }),
    );
  });
});

describe('shipping costs', () => {
  const cart = netCart([sampleItem()], sampleShipping());

  it('are the last line where the System says so', () => {
    const { lines, total, shipping } = mapped(cart, sampleOciSystem({ shipping: 'line' }));
    expect(lines.map(({ kind, total: value }) => [kind, value])).toEqual([
      ['item', '10.00'],
      ['shipping', '4.95'],
    ]);
    expect(lines[1]?.fields).toMatchObject({ VENDORMAT: 'SHIPPING', DESCRIPTION: 'Parcel', UNIT: 'EA' });
    expect({ total, shipping }).toEqual({ total: '14.95', shipping: undefined });
  });

  it('stand in the header where the System says so', () => {
    const { lines, total, shipping } = mapped(cart, sampleCxmlSystem({ shipping: 'header' }));
    expect({ lines: lines.length, total, shipping }).toEqual({
      lines: 1,
      total: '10.00',
      shipping: { name: 'Parcel', total: '4.95', tax: '0.94', taxRate: '19' },
    });
  });

  it('are left out where the System says so', () => {
    for (const system of [sampleOciSystem({ shipping: 'none' }), sampleCxmlSystem({ shipping: 'none' })]) {
      expect(mapped(cart, system)).toMatchObject({
        total: '10.00',
        shipping: undefined,
        lines: [{ kind: 'item' }],
      });
    }
  });

  it('left out or not, the lines must make the total of the shop', async () => {
    const wrong = { ...cart, netTotal: '14.96' };
    for (const shipping of ['line', 'none']) {
      await expectRefusal('cart_total_mismatch', () => mapped(wrong, sampleOciSystem({ shipping })));
    }
    await expectRefusal('cart_total_mismatch', () => mapped(wrong, sampleCxmlSystem({ shipping: 'header' })));
  });

  it('a cart without a delivery has none', () => {
    expect(mapped(netCart([sampleItem()]), sampleCxmlSystem())).toMatchObject({
      shipping: undefined,
      total: '10.00',
    });
  });
});

describe('a System with its own number of decimals', () => {
  it.each([0, 1, 2, 3, 4, 6])('%i decimals: a price that they suffice for is sent', (decimals) => {
    const systems = [sampleOciSystem({ prices: { decimals } }), sampleCxmlSystem({ prices: { decimals } })];
    for (const system of systems) expect(mapped(netCart([sampleItem()]), system).total).toBe('10.00');
  });

  it('without price units a tiny OCI price is refused, not rounded', async () => {
    const screws = sampleItem({ quantity: '10000', netTotal: '5.00' });
    const system = sampleOciSystem({ prices: { maximumUnit: 1 } });
    await expectRefusal('cart_price_unrepresentable', () => mapped(netCart([screws]), system));
  });
});

describe('a line that cannot be mapped', () => {
  it('a unit without a code stops the cart', async () => {
    const system = sampleOciSystem({ units: { table: { pc: 'PCE' } } });
    await expectRefusal('unit_unmapped', () => mapped(netCart([sampleItem({ unit: 'Gebinde' })]), system));
  });

  it('a unit code of four letters stops an OCI cart, wherever it is from, and goes by cXML', async () => {
    const units = { productField: 'unit', default: 'EA' };
    const cart = netCart([sampleItem({ product: { customFields: { unit: 'EACH' } } })]);
    await expectRefusal('field_too_long', () => mapped(cart, sampleOciSystem({ units })));
    expect(mapped(cart, sampleCxmlSystem({ units })).lines[0]?.unit).toBe('EACH');
  });

  it('a code that is too long stops the cart', async () => {
    const long = sampleItem({ product: { number: 'X'.repeat(41) } });
    await expectRefusal('field_too_long', () => mapped(netCart([long])));
  });
});
