import { describe, expect, it } from 'vitest';
import type { DataFieldContext } from '../../../src/punchout/data-field.ts';
import { type FieldLimit, mapFields } from '../../../src/punchout/field-mapping.ts';
import { type FieldRule, fieldRuleSchema } from '../../../src/punchout/field-rule.ts';
import { expectRefusal } from './refusal.ts';
import { sampleItem } from './sample-cart.ts';
import { sampleSession } from './sample-session.ts';
import { sampleCustomer, sampleOciSystem } from './sample-system.ts';

const context: DataFieldContext = {
  item: sampleItem(),
  line: { quantity: '1', price: '10.000', priceUnit: '1', total: '10.00' },
  unit: 'PCE',
  position: 1,
  currency: 'EUR',
  reference: 'PG1.line',
  session: sampleSession(sampleOciSystem()),
  customer: sampleCustomer,
};

/** The value of one field, with what the product's custom fields hold. */
function mappedValue(rule: Partial<FieldRule>, limit: FieldLimit, customFields: Record<string, string> = {}) {
  const item = sampleItem({ product: { customFields } });
  return mapFields({ FIELD: { from: [], ...rule } }, { ...context, item }, { limits: () => limit }).values
    .FIELD;
}

const custom = (name: string) => `product.customField.${name}`;

/** A field that holds `text`. */
function holding(text: string, limit: FieldLimit = {}, rule: Partial<FieldRule> = {}) {
  return mappedValue({ from: [custom('text')], ...rule }, limit, { text });
}

describe('where the value of a buyer field comes from', () => {
  it('the first data field that is not empty wins', () => {
    const from = ['product.ean', custom('a'), custom('b')];
    expect(mappedValue({ from }, {}, { a: 'first', b: 'second' })).toBe('first');
    expect(mappedValue({ from }, {}, { a: ' \t', b: 'second' })).toBe('second');
  });

  it('there may be any number of fallbacks', () => {
    const from = Array.from({ length: 50 }, (_, index) => custom(`field${index}`));
    expect(mappedValue({ from, fixed: 'fixed' }, {}, { field49: 'the last' })).toBe('the last');
  });

  it('the fixed value is used only where every data field is empty', () => {
    expect(mappedValue({ from: ['product.ean'], fixed: '00000000' }, {})).toBe('00000000');
    expect(mappedValue({ from: ['product.number'], fixed: '00000000' }, {})).toBe('PG-1');
  });

  it('a field without a value is left out, not sent empty', () => {
    expect(
      mapFields({ A: { from: ['product.ean'] }, B: { from: [], fixed: 'b' } }, context, {
        limits: () => ({}),
      }).values,
    ).toEqual({ B: 'b' });
  });

  it('fields keep the order in which the System has them', () => {
    const rule = { from: [], fixed: 'x' };
    expect(
      Object.keys(mapFields({ Z: rule, A: rule, M: rule }, context, { limits: () => ({}) }).values),
    ).toEqual(['Z', 'A', 'M']);
  });

  it('a required field without a value stops the cart and names the article', async () => {
    await expectRefusal('field_missing', () => mappedValue({ from: ['product.ean'] }, { required: true }));
    await expectRefusal('field_missing', () => holding('\u0000\n', { required: true }));
    expect(holding('x', { required: true })).toBe('x');
  });
});

describe('an expression in the place of a data field', () => {
  it('the first expression that is not empty wins, then the fixed value', () => {
    const from = [`${custom('a')} | cut 2`, `"no " + ${custom('b')} if ${custom('b')}`];
    expect(mappedValue({ from, fixed: 'fixed' }, {}, { a: 'abc', b: 'x' })).toBe('ab');
    expect(mappedValue({ from, fixed: 'fixed' }, {}, { b: 'x' })).toBe('no x');
    expect(mappedValue({ from, fixed: 'fixed' }, {})).toBe('fixed');
  });

  it('one rule gives every line of a cart its own value', () => {
    const rule = { from: [`${custom('a')} | upper`] };
    const values = ['one', 'two'].map((a) => mappedValue(rule, {}, { a }));
    expect(values).toEqual(['ONE', 'TWO']);
  });

  it('what is made of a value is cleaned and cut like any other', () => {
    expect(mappedValue({ from: ['" a" + "\t b "'], length: 3 }, {})).toBe('a b');
  });
});

describe('what is sent is one line of plain characters', () => {
  it.each([
    ['line breaks', 'two\r\nlines\nof\u2028text', 'two lines of text'],
    ['control characters', 'a\u0000b\u0007c\u001bd\u0085e', 'a b c d e'],
    ['tabs and odd blanks', '\t a \t  b\u00a0 c ', 'a b c'],
    ['blanks in a number, which count', ' 031710    005  100 ', '031710    005  100'],
    ['characters of other alphabets', 'Schläuche № 5 – 🔩', 'Schläuche № 5 – 🔩'],
  ])('%s', (_, text, sent) => {
    expect(holding(text)).toBe(sent);
    expect(mappedValue({ fixed: text }, {})).toBe(sent);
  });
});

describe('how long a value may be', () => {
  const bolt = '🔩';

  it('a text is cut by characters: none is torn in two', () => {
    expect(holding(bolt.repeat(45), { length: 40, cut: true })).toBe(bolt.repeat(40));
    expect(holding(`${'a'.repeat(39)}${bolt}b`, { length: 40, cut: true })).toBe(`${'a'.repeat(39)}${bolt}`);
  });

  it('a text of exactly the allowed characters stays whole, however many bytes it has', async () => {
    expect(holding(bolt.repeat(40), { length: 40 })).toBe(bolt.repeat(40));
    expect(holding('ä'.repeat(40), { length: 40 })).toBe('ä'.repeat(40));
    await expectRefusal('field_too_long', () => holding('ä'.repeat(41), { length: 40 }));
  });

  it('a cut text does not end in a blank', () => {
    expect(holding('Hammer with handle', { length: 7, cut: true })).toBe('Hammer');
  });

  it('a code is never cut: the cart is refused', async () => {
    await expectRefusal('field_too_long', () => holding('4711-000815', { length: 10 }));
    await expectRefusal('field_too_long', () => holding('4711-000815', { length: 10, cut: false }));
  });

  it('an operator may ask for a shorter text than the protocol allows, not for a longer one', () => {
    expect(holding('abcdef', { length: 40, cut: true }, { length: 3 })).toBe('abc');
    expect(holding('abcdef', { length: 4, cut: true }, { length: 99 })).toBe('abcd');
    expect(holding('abcdef', {}, { length: 2 })).toBe('ab');
  });

  it('where the receiver counts bytes a text is cut by them, between whole characters', () => {
    expect(holding('ä'.repeat(128), {}, { bytes: 255 })).toBe('ä'.repeat(127));
    expect(holding(`a${bolt}${bolt}`, {}, { bytes: 8 })).toBe(`a${bolt}`);
    expect(holding('ä'.repeat(10), {}, { bytes: 10, length: 4 })).toBe('ä'.repeat(4));
    expect(holding('ä b', {}, { bytes: 3 })).toBe('ä');
    expect(holding('ä'.repeat(5), {}, { bytes: 10 })).toBe('ä'.repeat(5));
  });
});

describe('a rule as the operator writes it', () => {
  it.each([
    ['an unknown data field', { from: ['product.colour'] }],
    ['a length of nothing', { from: ['product.name'], length: 0 }],
    ['bytes of nothing', { from: ['product.name'], bytes: 0 }],
    ['half a character', { from: ['product.name'], length: 2.5 }],
    ['an unknown setting', { from: ['product.name'], filter: 'upper' }],
  ])('%s is refused', (_, rule) => {
    expect(fieldRuleSchema.safeParse(rule).success).toBe(false);
  });
});
