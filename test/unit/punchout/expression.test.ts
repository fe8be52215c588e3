import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DataFieldContext } from '../../../src/punchout/data-field.ts';
import { parseExpression } from '../../../src/punchout/expression-parser.ts';
import { expressionText } from '../../../src/punchout/expression-text.ts';
import {
  isTransformName,
  transformArguments,
  transformNames,
} from '../../../src/punchout/expression-transform.ts';
import { expressionValue } from '../../../src/punchout/expression-value.ts';
import { sampleItem } from './sample-cart.ts';
import { sampleSession } from './sample-session.ts';
import { sampleCustomer, sampleOciSystem } from './sample-system.ts';

const context: DataFieldContext = {
  item: sampleItem(),
  line: { quantity: '12', price: '10.50', priceUnit: '1', total: '126.00' },
  unit: 'PCE',
  position: 1,
  currency: 'EUR',
  reference: 'PG1.line',
  session: sampleSession(sampleOciSystem()),
  customer: sampleCustomer,
  tables: { groups: { Tools: '21-04', 'a"b': 'quoted' }, all: { Tools: '1', '*': '99' } },
};

const evaluated = (text: string) => expressionValue(parseExpression(text), context);
/** What a transform makes of a text. */
const made = (text: string, transforms: string) => evaluated(`${JSON.stringify(text)} | ${transforms}`);

describe('what an operator can make of data fields', () => {
  it.each([
    ['product.number', 'PG-1'],
    ['"always"', 'always'],
    ['product.number + "/" + cart.currency', 'PG-1/EUR'],
    ['product.number+"/"+cart.currency|lower|cut 4', 'pg-1'],
    ['"say \\"yes\\" \\\\"', 'say "yes" \\'],
    ['product.ean', ''],
  ])('%s gives "%s"', (text, value) => {
    expect(evaluated(text)).toBe(value);
  });

  it.each([
    ['🔩🔩🔩', 'cut 2', '🔩🔩'],
    ['42', 'pad 5 "0"', '00042'],
    ['42', 'pad 5 "ab"', 'aba42'],
    ['123456', 'pad 5 "0"', '123456'],
    ['', 'pad 5 "0"', ''],
    ['', 'default "x"', 'x'],
    [' ', 'default "x"', 'x'],
    ['y', 'default "x"', 'y'],
    ['aß', 'upper', 'ASS'],
    ['ÄB', 'lower', 'äb'],
    ['a.b.c', 'replace "." "$&"', 'a$&b$&c'],
    ['a.b.c', 'replace "." ""', 'abc'],
    ['a,b,c', 'split "," 2', 'b'],
    ['a,b,c', 'split "," 4', ''],
    ['2.345', 'round 2', '2.35'],
    ['2', 'round 2', '2.00'],
    ['two', 'round 2', ''],
    ['', 'round 2', ''],
    ['1234.5', 'number 2 ","', '1234,50'],
    ['1,5', 'number 2 ","', ''],
    ['1782907200000', 'date "YYYY-MM-DD"', '2026-07-01'],
    ['2026-07-01', 'date "DD.MM.YY"', '01.07.26'],
    ['2026-07-01T23:30:05-02:00', 'date "YYYYMMDD HH:mm:ss"', '20260702 01:30:05'],
    ['2026-07-01 09:05:07.000', 'date "DD.MM.YYYY HH:mm"', '01.07.2026 09:05'],
    ['2026-13-01', 'date "YYYY"', ''],
    ['next week', 'date "YYYY"', ''],
    ['999999999999999', 'date "YYYY"', ''],
    ['<p class="a">2 &lt; 3 &amp; <b>bold</b><br/>&#228;&#xe4;</p>', 'stripHtml', '2 < 3 & bold\nää'],
    ['<style>p { a: b }</style>x<!-- no -->', 'stripHtml', 'x'],
    ['<script>if (a < b) c()</script>y', 'stripHtml', 'y'],
    ['3 < 4', 'stripHtml', '3 < 4'],
    ['Tools', 'lookup "groups"', '21-04'],
    ['a"b', 'lookup "groups"', 'quoted'],
    ['Other', 'lookup "groups"', ''],
    ['constructor', 'lookup "groups"', ''],
    ['Other', 'lookup "all"', '99'],
    ['Other', 'lookup "groups" | default "none" | upper', 'NONE'],
  ])('"%s" through %s gives "%s"', (text, transforms, value) => {
    expect(made(text, transforms)).toBe(value);
  });
});

describe('when an expression counts', () => {
  it.each([
    ['product.number', true],
    ['product.ean', false],
    ['not product.ean', true],
    ['item.quantity = 12.0', true],
    ['item.quantity != "12.00"', false],
    ['item.quantity > 9', true],
    ['item.quantity < 9', false],
    ['item.quantity <= 12', true],
    ['item.quantity >= 12.01', false],
    ['item.price > -1', true],
    ['cart.currency = "EUR"', true],
    ['cart.currency != "EUR"', false],
    ['cart.currency < "FUR"', false],
    ['not cart.currency = "CHF"', true],
    ['product.name contains "500g"', true],
    ['product.name contains product.ean', false],
    ['product.ean and product.ean or product.number', true],
    ['product.number or product.ean and product.ean', true],
    ['product.number and not product.number', false],
  ])('if %s: %s', (condition, holds) => {
    expect(evaluated(`"x" if ${condition}`)).toBe(holds ? 'x' : '');
  });
});

describe('a fault of an expression names its column', () => {
  it.each([
    ['', 'a data field or a text in double quotes is missing (column 1)'],
    ['product.name + product.colour', 'unknown data field "product.colour" (column 16)'],
    ['product.name +', 'a data field or a text in double quotes is missing (column 15)'],
    ['product.name product.ean', 'unexpected product.ean (column 14)'],
    ['product.name | shout', /^"shout" is none of cut, pad, .*lookup \(column 16\)$/],
    ['product.name | cut', 'cut needs a whole number from 1 to 10000 (column 19)'],
    ['product.name | cut 0', 'cut needs a whole number from 1 to 10000 (column 20)'],
    ['product.name | round 13', 'round needs a whole number from 0 to 12 (column 22)'],
    ['product.name | cut "4"', 'cut needs a whole number from 1 to 10000 (column 20)'],
    ['product.name | pad 4 0', 'pad needs a text in double quotes (column 22)'],
    ['product.name | replace "" "x"', 'replace needs a text in double quotes (column 24)'],
    ['product.name if', 'a data field or a text in double quotes is missing (column 16)'],
    ['product.name if item.quantity >', 'a data field or a text in double quotes is missing (column 32)'],
    ['product.name if a', 'unknown data field "a" (column 17)'],
    ['product.customField.a | uper', /^"uper" is none of/],
    ['"open', 'a text has no end, or a lone backslash (column 1)'],
    ['product.name ! product.ean', 'unexpected ! (column 14)'],
  ])('%s', (text, message) => {
    expect(() => parseExpression(text)).toThrow(message);
  });
});

describe('the one text of an expression', () => {
  it.each([
    ['product.number+"-"+item.position|cut   010', 'product.number + "-" + item.position | cut 10'],
    [
      ' product.name  if item.quantity>=10  and not product.ean',
      'product.name if item.quantity >= "10" and not product.ean',
    ],
    ['session.extrinsic.User email', 'session.extrinsic.User email'],
  ])('of %s is %s', (text, canonical) => {
    expect(expressionText(parseExpression(text))).toBe(canonical);
  });

  const names = fc.constantFrom(
    'product.name',
    'item.price',
    'session.parameter.if',
    'product.customField.a-b',
  );
  const texts = fc.string({ unit: 'grapheme', maxLength: 8 });
  const source = fc.oneof(
    names.map((field) => ({ field })),
    fc.oneof(texts, fc.constantFrom('"', '\\', '\\"', ' if ', '12')).map((text) => ({ text })),
  );
  const transform = fc.constantFrom(...transformNames().filter(isTransformName)).chain((name) =>
    fc
      .tuple(
        ...transformArguments(name).map((argument) => {
          if (argument === 'count') return fc.integer({ min: 1, max: 10_000 }).map(String);
          if (argument === 'decimals') return fc.integer({ min: 0, max: 12 }).map(String);
          return argument === 'text' ? texts : texts.map((text) => `${text}"`);
        }),
      )
      .map((values) => ({ name, values })),
  );
  const comparison = fc.record({
    operator: fc.constantFrom('=', '!=', '<', '<=', '>', '>=', 'contains'),
    right: source,
  });
  const test = fc.record({ not: fc.boolean(), left: source, comparison }, { requiredKeys: ['not', 'left'] });
  const condition = fc.array(fc.array(test, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 });
  const expression = fc.record(
    {
      sources: fc.array(source, { minLength: 1, maxLength: 4 }),
      transforms: fc.array(transform, { maxLength: 4 }),
      condition,
    },
    { requiredKeys: ['sources', 'transforms'] },
  );

  it('parses to the same expression, whatever that is', () => {
    fc.assert(
      fc.property(expression, (wanted) => {
        const text = expressionText(wanted as Parameters<typeof expressionText>[0]);
        expect(parseExpression(text)).toEqual(wanted);
        expect(expressionText(parseExpression(text))).toBe(text);
      }),
      { numRuns: 500 },
    );
  });
});
