import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkElement } from '../../../src/cxml/check-element.ts';
import { elementTable } from '../../../src/cxml/element-table.ts';
import { fitsTable } from '../../../src/cxml/fits-table.ts';
import type { XmlElement, XmlNode } from '../../../src/cxml/xml-element.ts';

const text = fc.constantFrom('', ' ', 'text');

/** Elements that follow the table more or less, a few levels deep. */
function elementNamed(name: string, depth: number): fc.Arbitrary<XmlElement> {
  const { required = [], attributes = [], children: rules = [] } = elementTable[name] ?? {};
  const attributeName = fc.constantFrom(...required, ...attributes, 'foreign');
  const others = fc.dictionary(attributeName, fc.string(), { maxKeys: 1 });
  const own = rules.map(([child, occurrence]) =>
    someOf(child, occurrence === '1' || occurrence === '+', depth),
  );
  return fc.record({
    name: fc.constant(name),
    attributes: fc
      .tuple(fc.boolean(), others)
      .map(([whole, more]) => ({ ...(whole ? filled(required) : {}), ...more })),
    children: fc
      .tuple(fc.array(text, { maxLength: 1 }), fc.tuple(...own), fc.boolean())
      .map(
        ([before, lists, turned]) =>
          [...before, ...(turned ? lists.toReversed() : lists).flat()] as XmlNode[],
      ),
  });
}

function filled(names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, 'x']));
}

/** Mostly as many as the table wants, sometimes too many or another element. */
function someOf(name: string, wanted: boolean, depth: number): fc.Arbitrary<XmlNode[]> {
  if (depth === 0) return fc.constant<XmlNode[]>([]);
  const child = elementNamed(name, depth - 1);
  return fc.oneof(
    { weight: 8, arbitrary: wanted ? child.map((one): XmlNode[] => [one]) : fc.constant<XmlNode[]>([]) },
    { weight: 1, arbitrary: fc.array(child, { maxLength: 2 }) },
    { weight: 1, arbitrary: fc.constant<XmlNode[]>([{ name: 'Foreign', attributes: {}, children: [] }]) },
  );
}

test.each([
  'ItemID',
  'PriceBasisQuantity',
  'Tax',
  'PunchOutOrderMessageHeader',
  'Status',
  'Credential',
  'Description',
  'StartPage',
  'Unheard',
])('the quick check and the worded one are of one mind about %s', (name) => {
  const verdicts = new Set<boolean>();
  fc.assert(
    fc.property(elementNamed(name, 3), fc.constantFrom('1.2.014', '1.2.071'), (element, version) => {
      const fits = fitsTable(element, version);
      verdicts.add(fits);
      expect(fits).toBe(checkElement(element, version).length === 0);
    }),
    { numRuns: 500 },
  );
  expect(verdicts.has(false)).toBe(true);
  expect(verdicts.has(true)).toBe(name !== 'Unheard');
});
