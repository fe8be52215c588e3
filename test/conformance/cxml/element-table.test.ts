import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type ElementRule, elementTable, isKnownTo } from '../../../src/cxml/element-table.ts';
import { findDataFolder } from '../../support/services/availability.ts';
import { compareWithDtd } from './compare-with-dtd.ts';
import { type Dtd, readDtd } from './dtd-model.ts';

const folder = findDataFolder('cxmlDtd');
const versions = ['1.2.014', '1.2.071'] as const;

const dtds = Object.fromEntries(
  versions.map((version) => [version, folder ? readDtd(join(folder, version, 'cXML.dtd')) : new Map()]),
) as Record<(typeof versions)[number], Dtd>;

/** What the writer uses of the table for a version of the DTD. */
function tableFor(version: string): Record<string, ElementRule> {
  const isKnown = (name: string) => isKnownTo(version, elementTable[name] ?? {});
  const known = Object.entries(elementTable).filter(([name]) => isKnown(name));
  return Object.fromEntries(
    known.map(([name, { children, ...rule }]) => {
      const some = children?.filter(([child]) => isKnown(child));
      return [name, some ? { ...rule, children: some } : rule];
    }),
  );
}

type Children = NonNullable<ElementRule['children']>;

/** The faults that one changed rule of the table brings. */
function faultsWith(name: string, change: (rule: ElementRule) => ElementRule): string[] {
  const table = tableFor('1.2.014');
  return compareWithDtd({ ...table, [name]: change(table[name] ?? {}) }, dtds['1.2.014']);
}

function withChildren(name: string, change: (children: Children) => Children): string[] {
  return faultsWith(name, (rule) => ({ ...rule, children: change(rule.children ?? []) }));
}

describe.skipIf(!folder)('the DTD is read', () => {
  test.each([
    ['1.2.014', 200],
    ['1.2.071', 500],
  ] as const)('%s with all its elements', (version, atLeast) => {
    expect(dtds[version].size).toBeGreaterThan(atLeast);
  });

  test.each(versions)('%s with what we know of single elements', (version) => {
    expect(dtds[version].get('BuyerCookie')).toMatchObject({ content: 'any' });
    expect(dtds[version].get('Money')).toMatchObject({ content: 'text', required: new Set(['currency']) });
    expect(dtds[version].get('Description')?.content).toBe('mixed');
    expect(dtds[version].get('ProfileRequest')?.content).toBe('empty');
    expect(dtds[version].get('Credential')?.attributes).toEqual(new Set(['domain', 'type']));
  });

  test('with what came later only where it came', () => {
    const names = (version: (typeof versions)[number]) =>
      JSON.stringify(dtds[version].get('ItemDetail')?.model);
    expect(names('1.2.071')).toContain('PriceBasisQuantity');
    expect(names('1.2.014')).not.toContain('PriceBasisQuantity');
  });
});

describe.skipIf(!folder)('what we write', () => {
  test.each(versions)('is laid down as the DTD %s has it', (version) => {
    expect(compareWithDtd(tableFor(version), dtds[version])).toEqual([]);
  });

  test.each([
    [
      'an element that there is not',
      () => compareWithDtd({ Cart: {} }, dtds['1.2.014']),
      'Cart is not declared',
    ],
    [
      'children in another order',
      () => withChildren('ItemDetail', (children) => children.toReversed()),
      'ItemDetail has UnitPrice before Description',
    ],
    [
      'two neighbours exchanged',
      () =>
        withChildren('Sender', ([credential, agent]) =>
          [agent, credential].filter((child) => child !== undefined),
        ),
      'Sender has Credential before UserAgent',
    ],
    [
      'a required child left out',
      () => withChildren('Shipping', (children) => children.slice(0, 1)),
      'Shipping requires the child Description',
    ],
    [
      'a required child made optional',
      () =>
        withChildren('ItemID', () => [
          ['SupplierPartID', '?'],
          ['SupplierPartAuxiliaryID', '?'],
        ]),
      'ItemID requires the child SupplierPartID',
    ],
    [
      'a child too often',
      () => withChildren('PunchOutOrderMessageHeader', () => [['Total', '+']]),
      'PunchOutOrderMessageHeader has Total once at most',
    ],
    [
      'an element of a later version',
      () => compareWithDtd(elementTable, dtds['1.2.014']),
      'ItemDetail has no child PriceBasisQuantity',
    ],
    [
      'a child of a later version',
      () => withChildren('ItemIn', (children) => [...children, ['Extrinsic', '*']]),
      'ItemIn has no child Extrinsic',
    ],
    [
      'an attribute that there is not',
      () => faultsWith('cXML', (rule) => ({ ...rule, attributes: ['deploymentMode'] })),
      'cXML has no attribute deploymentMode',
    ],
    [
      'a required attribute made optional',
      () => faultsWith('Description', ({ required: _, ...rule }) => ({ ...rule, attributes: ['xml:lang'] })),
      'Description requires xml:lang',
    ],
    [
      'elements where there is text',
      () => faultsWith('Money', (rule) => ({ ...rule, children: [] })),
      'Money holds text alone',
    ],
    ['text where there are elements', () => faultsWith('ItemID', () => ({})), 'ItemID holds elements'],
    ['rules for free content', () => faultsWith('BuyerCookie', () => ({})), 'BuyerCookie holds anything'],
  ])('is found at fault with %s', (_fault, faults, expected) => {
    expect(faults()).toContain(expected);
  });
});
