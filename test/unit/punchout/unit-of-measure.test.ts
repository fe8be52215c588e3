import { describe, expect, it } from 'vitest';
import { unitCode, unitMappingSchema } from '../../../src/punchout/unit-of-measure.ts';
import { expectRefusal, refusalOf } from './refusal.ts';
import { sampleItem } from './sample-cart.ts';

const units = unitMappingSchema.parse({
  productField: 'oci_unit',
  table: { pc: 'PCE', Stk: 'ST', 'kg net': 'KGM' },
  default: 'EA',
});

const withoutUnit = () => {
  const { unit: _, ...item } = sampleItem();
  return item;
};

describe('the code that the buyer gets for a unit', () => {
  it('is the one of the article, before the table and the default', () => {
    const item = sampleItem({ unit: 'pc', product: { customFields: { oci_unit: 'PK' } } });
    expect(unitCode(item, units)).toBe('PK');
  });

  it('is the one of the table, before the default', () => {
    expect(unitCode(sampleItem({ unit: 'Stk' }), units)).toBe('ST');
    expect(unitCode(sampleItem({ unit: 'kg net' }), units)).toBe('KGM');
  });

  it('is the default for a unit that the table does not have, and for an article without a unit', () => {
    expect(unitCode(sampleItem({ unit: 'pallet' }), units)).toBe('EA');
    expect(unitCode(withoutUnit(), units)).toBe('EA');
  });

  it('is the same for two Systems only where they agree on it', () => {
    const other = unitMappingSchema.parse({ table: { pc: 'C62' } });
    expect([unitCode(sampleItem(), units), unitCode(sampleItem(), other)]).toEqual(['PCE', 'C62']);
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

  it('is refused, and the operator learns the article and the unit', async () => {
    const refusal = await refusalOf(() => unitCode(sampleItem({ unit: 'pallet' }), bare));
    expect(refusal).toMatchObject({
      reason: 'unit_unmapped',
      detail: expect.stringMatching(/PG-1.*"pallet"/),
    });
  });

  it('an article without a unit is refused too', async () => {
    await expectRefusal('unit_unmapped', () => unitCode(withoutUnit(), bare));
  });

  it.each(['constructor', 'toString', '__proto__'])(
    'a unit called %s has no code by accident',
    async (unit) => {
      await expectRefusal('unit_unmapped', () => unitCode(sampleItem({ unit }), bare));
      const byField = unitMappingSchema.parse({ productField: unit });
      await expectRefusal('unit_unmapped', () => unitCode(sampleItem(), byField));
    },
  );
});
