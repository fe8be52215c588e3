import { describe, expect, it } from 'vitest';
import type { CartItem } from '../../../src/punchout/cart.ts';
import {
  isMapped,
  type UnitMapping,
  unitMappingSchema,
  unitOf,
  unmappedUnits,
} from '../../../src/punchout/unit-of-measure.ts';
import { expectRefusal, refusalOf } from './refusal.ts';
import { sampleItem } from './sample-cart.ts';
import { standardUnits } from './sample-units.ts';

const units = unitMappingSchema.parse({
  productField: 'oci_unit',
  table: { pc: 'PCE', Stk: 'ST', 'kg net': 'KGM', XCT: 'CT' },
  default: 'EA',
});

const withoutUnit = () => {
  const { unit: _, ...item } = sampleItem();
  return item;
};

const ofUnit = (unit: string) => sampleItem({ unit });

function buyerUnit(item: CartItem, mapping: UnitMapping = units) {
  return unitOf(item, { units: mapping, standardUnits, read: () => '' });
}

const unitCode = (item: CartItem, mapping?: UnitMapping) => buyerUnit(item, mapping).code;

describe('the code that the buyer gets for a unit', () => {
  it('is the one of the article, before everything else', () => {
    const item = sampleItem({ unit: 'pc', product: { customFields: { oci_unit: 'PK' } } });
    expect(unitCode(item)).toBe('PK');
  });

  it('is the one of the table, before what everybody calls the unit', () => {
    expect(unitCode(ofUnit('Stk'))).toBe('ST');
    expect(unitCode(ofUnit('kg net'))).toBe('KGM');
  });

  it('is what the table has for the standard code, whatever the shop calls the unit', () => {
    for (const unit of ['Karton', 'Ktn.', 'carton', 'XCT']) expect(unitCode(ofUnit(unit))).toBe('CT');
  });

  it('is the standard code where the table has neither, before the default', () => {
    expect(unitCode(ofUnit('Liter'))).toBe('LTR');
  });

  it('is the default for a unit that nobody knows, and for an article without a unit', () => {
    expect(unitCode(ofUnit('Gebinde'))).toBe('EA');
    expect(unitCode(withoutUnit())).toBe('EA');
  });

  it('is never that of the content: a box of five kilograms is no kilogram', () => {
    const nails = (packUnit?: string) =>
      sampleItem({ unit: 'kg', product: { content: '5', ...(packUnit && { packUnit }), customFields: {} } });
    const mapping = (table: UnitMapping['table'] = {}) => unitMappingSchema.parse({ table, default: 'EA' });
    expect(unitCode(nails('Karton'), mapping())).toBe('XCT');
    expect(unitCode(nails('Karton'), mapping({ kg: 'KGM', XCT: 'CT' }))).toBe('CT');
    expect(unitCode(nails(), mapping())).toBe('EA');
    expect(unitCode(nails(), mapping({ '5 kg': 'BX' }))).toBe('BX');
    expect(unitCode(nails(), mapping({ kg: 'KGM' }))).toBe('KGM');
    const converted = mapping({ kg: { code: 'KGM', factor: '5' } });
    expect(buyerUnit(nails('Karton'), converted)).toEqual({ code: 'KGM', factor: '5' });
    expect(
      unitCode(sampleItem({ unit: 'kg', product: { content: '1.0', customFields: {} } }), mapping()),
    ).toBe('KGM');
  });

  it('that would be that of the content is told to the operator, or stops the cart', async () => {
    const nails = sampleItem({ unit: 'kg', product: { number: 'N-1', content: '5', customFields: {} } });
    const plain = unitMappingSchema.parse({ table: { kg: 'KGM' }, default: 'EA' });
    expect(unmappedUnits([nails], { units: plain, standardUnits })).toEqual([
      { unit: '5 kg', article: 'N-1' },
    ]);
    expect(isMapped('5 kg', plain, standardUnits)).toBe(false);
    const converted = { ...plain, table: { kg: { code: 'KGM', factor: 'product.content' } } };
    expect(unmappedUnits([nails], { units: converted, standardUnits })).toEqual([]);
    expect(isMapped('5 kg', converted, standardUnits)).toBe(true);
    expect(await refusalOf(() => unitCode(nails, { ...plain, unmapped: 'block' }))).toMatchObject({
      reason: 'unit_unmapped',
      detail: expect.stringContaining('unit "5 kg" has no code'),
    });
  });

  it('of a piece is the default where that is what the buyer calls a piece', () => {
    const piece = (fallback?: string) =>
      unitCode(ofUnit('Stück'), unitMappingSchema.parse({ default: fallback }));
    expect([piece('PCE'), piece('EA'), piece('KGM'), piece()]).toEqual(['PCE', 'EA', 'H87', 'H87']);
    const named = unitMappingSchema.parse({ default: 'EA', table: { H87: 'PCE' } });
    expect(unitCode(ofUnit('Stück'), named)).toBe('PCE');
  });

  it('is asked of the System alone where standard names are switched off', () => {
    const own = unitMappingSchema.parse({ table: { pc: 'PCE', XCT: 'CT' }, default: 'EA', standard: false });
    expect([ofUnit('pc'), ofUnit('Karton'), ofUnit('kg')].map((item) => unitCode(item, own))).toEqual([
      'PCE',
      'EA',
      'EA',
    ]);
  });

  it('is the same for two Systems only where they agree on it', () => {
    const other = unitMappingSchema.parse({ table: { pc: 'C62' } });
    expect([unitCode(sampleItem()), unitCode(sampleItem(), other)]).toEqual(['PCE', 'C62']);
  });

  it('is never cut: a code that is too long for the protocol is left for the protocol to refuse', () => {
    const long = unitMappingSchema.parse({ table: { pc: 'EACH' } });
    expect(unitCode(sampleItem(), long)).toBe('EACH');
  });

  it('the custom field is looked at only where the System names it', () => {
    const item = sampleItem({ product: { customFields: { oci_unit: 'PK' } } });
    expect(unitCode(item, unitMappingSchema.parse({ table: { pc: 'PCE' } }))).toBe('PCE');
  });
});

describe('a unit without a code', () => {
  const bare = unitMappingSchema.parse({ table: { pc: 'PCE' } });
  const strict = unitMappingSchema.parse({ default: 'EA', unmapped: 'block' });

  it('is refused, and the operator learns the article and the unit', async () => {
    const refusal = await refusalOf(() => unitCode(ofUnit('Gebinde'), bare));
    expect(refusal).toMatchObject({
      reason: 'unit_unmapped',
      detail: expect.stringMatching(/PG-1.*"Gebinde"/),
    });
  });

  it('an article without a unit is refused too, where there is no default', async () => {
    await expectRefusal('unit_unmapped', () => unitCode(withoutUnit(), bare));
  });

  it('is refused in spite of a default where the System says so; an article without a unit is not', async () => {
    await expectRefusal('unit_unmapped', () => unitCode(ofUnit('Gebinde'), strict));
    expect([unitCode(withoutUnit(), strict), unitCode(ofUnit('kg'), strict)]).toEqual(['EA', 'KGM']);
  });

  it.each(['constructor', 'toString', '__proto__'])(
    'a unit called %s has no code by accident',
    async (unit) => {
      await expectRefusal('unit_unmapped', () => unitCode(ofUnit(unit), bare));
      const byField = unitMappingSchema.parse({ productField: unit, standard: false });
      await expectRefusal('unit_unmapped', () => unitCode(sampleItem(), byField));
    },
  );

  it('is told to the operator once for each unit, with an article that has it', () => {
    const items = [
      ofUnit('kg'),
      sampleItem({ unit: 'Gebinde', product: { number: 'G-1' } }),
      sampleItem({ unit: 'Gebinde', product: { number: 'G-2' } }),
      sampleItem({ unit: 'Kartusche', product: { number: 'K-1', customFields: { oci_unit: 'XTU' } } }),
      withoutUnit(),
    ];
    expect(unmappedUnits(items, { units, standardUnits })).toEqual([{ unit: 'Gebinde', article: 'G-1' }]);
  });
});

describe('a unit that is converted', () => {
  const mapping = (factor: unknown) => ({ table: { Karton: { code: 'PCE', factor } } });
  const converted = (factor: unknown, content = '') =>
    unitOf(ofUnit('Karton'), {
      units: unitMappingSchema.parse(mapping(factor)),
      standardUnits,
      read: (field) => (field === 'product.customField.content' ? content : ''),
    });

  it('is so many of the buyer, by a number or by what the article says', () => {
    const hundred = { code: 'PCE', factor: '100' };
    expect([converted('100'), converted(100)]).toEqual([hundred, hundred]);
    expect(converted('product.customField.content', ' 2.5 ')).toEqual({ code: 'PCE', factor: '2.5' });
  });

  it.each(['', '0', '-3', '0,5', 'ten'])('an article that says "%s" stops the cart', async (content) => {
    const refusal = await refusalOf(() => converted('product.customField.content', content));
    expect(refusal).toMatchObject({
      reason: 'unit_unmapped',
      detail: expect.stringMatching(/PG-1.*"Karton".*product\.customField\.content/),
    });
  });

  it.each(['product.content', 'product.customField.pack.size-2', 'product.property.Stückzahl'])(
    'a factor may be %s',
    (factor) => {
      expect(unitMappingSchema.safeParse(mapping(factor)).success).toBe(true);
    },
  );

  it.each([
    ...[0, '0', '-1', '1,5', 'content', 'item.quantity', 'product.nonsense', 'product.customField.'],
    ...['product.customField.x | round', 'product.customField.x|round', 'product.customField.x + "1"'],
    ...['product.customField.a b', 'product.customField."x"', "product.customField.'x'", ' product.content'],
  ])('a factor of %s is a fault of the System', (factor) => {
    expect(unitMappingSchema.safeParse(mapping(factor)).error?.issues).toMatchObject([
      {
        path: ['table', 'Karton', 'factor'],
        message: expect.stringContaining('neither a positive number nor a data field of the product'),
      },
    ]);
  });

  it('a conversion without a code or with anything else is a fault too', () => {
    for (const entry of [{ factor: '2' }, { code: 'PCE' }, { code: 'PCE', factor: '2', per: '3' }, 5])
      expect(unitMappingSchema.safeParse({ table: { Karton: entry } }).success).toBe(false);
  });
});
