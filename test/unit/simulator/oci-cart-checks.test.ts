import { describe, expect, test } from 'vitest';
import type { FormPair } from '../../../src/http/form.ts';
import { profileNamed } from '../../../src/profiles/profiles.ts';
import type { CheckId } from '../../../src/simulator/check-sentences.ts';
import { ociCartChecks } from '../../../src/simulator/oci-cart-checks.ts';
import { survivalCheck } from '../../../src/simulator/survival-check.ts';
import { ociBuyer, plainOci } from '../../integration/simulator/buyers.ts';

const cart: FormPair[] = [
  ['~OkCode', 'ADDI'],
  ['~CALLER', 'CTLG'],
  ['NEW_ITEM-DESCRIPTION[1]', 'Hammer'],
  ['NEW_ITEM-QUANTITY[1]', '3.000'],
  ['NEW_ITEM-UNIT[1]', 'PCE'],
  ['NEW_ITEM-PRICE[1]', '10.500'],
  ['NEW_ITEM-PRICEUNIT[1]', '1'],
  ['NEW_ITEM-CURRENCY[1]', 'EUR'],
  ['NEW_ITEM-VENDORMAT[1]', 'HAM-001'],
];

const query: FormPair[] = [
  ['requisition', '7'],
  ['line', '1'],
];

function judge(fields: FormPair[], came = query, startIndex: 0 | 1 = 1) {
  const buyer = { ...ociBuyer('https://gateway.example/oci', plainOci), startIndex };
  const received = { fields, query: came };
  return [...ociCartChecks(received, buyer), ...survivalCheck(received, profileNamed('ifs'))];
}

function failedIds(...given: Parameters<typeof judge>): CheckId[] {
  return judge(...given)
    .filter(({ outcome }) => outcome === 'failed')
    .map(({ id }) => id);
}

const changed = (change: (pair: FormPair) => FormPair) => cart.map(change);
const valued = (name: string, value: string) =>
  changed((pair) => (pair[0] === `NEW_ITEM-${name}[1]` ? [pair[0], value] : pair));

describe('a cart that came back by OCI', () => {
  test('passes where it is as the platform takes it, and its sum is told', () => {
    expect(failedIds(cart)).toEqual([]);
    expect(judge(cart).find(({ id }) => id === 'cart.currency')?.seen).toBe('EUR, in all 31.50');
  });

  test('may have the parameters of its return address in fields', () => {
    expect(failedIds([...query, ...cart], [])).toEqual([]);
  });

  test('counts from 0 where that is agreed', () => {
    const fromZero = changed(([name, value]) => [name.replace('[1]', '[0]'), value]);
    expect(failedIds(fromZero, query, 0)).toEqual([]);
    expect(failedIds(fromZero, query, 1)).toContain('cart.fields');
    expect(failedIds(cart, query, 0)).toContain('cart.fields');
  });

  test('may come as JSON in one field, and is judged by its items', () => {
    const item = { description: 'Hammer', quantity: '3.000', unit: 'PCE', price: '10.500', currency: 'EUR' };
    const inJson = (more: object): FormPair[] => [
      ...cart.slice(0, 2),
      ['cart', JSON.stringify({ items: [{ ...item, vendorMat: 'HAM-001', longText: 'Steel', ...more }] })],
    ];
    expect(failedIds(inJson({}))).toEqual([]);
    const seen = judge(inJson({})).map((check) => [check.id, check.seen]);
    expect(seen).toContainEqual(['cart.items', '1 item']);
    expect(seen).toContainEqual(['cart.currency', 'EUR, in all 31.50']);
    expect(failedIds(inJson({ unit: '' }))).toContain('cart.fields');
    expect(failedIds([['cart', '{"items": [']])).toContain('cart.items');
  });

  test('fails at the platform where it drops a field for its spelling', () => {
    const loose: FormPair[] = [...cart, ['NEW_ITEM-LONGTEXT[1]', 'Steel']];
    const [check] = survivalCheck({ fields: loose, query }, profileNamed('sap-srm'));
    expect(check).toMatchObject({ outcome: 'failed', seen: expect.stringContaining('LONGTEXT dropped') });
  });

  test.each<[title: string, fields: FormPair[], came: FormPair[], failed: CheckId]>([
    ['has no items', cart.slice(0, 2), query, 'cart.items'],
    ['writes its price with a comma', valued('PRICE', '10,50'), query, 'cart.fields'],
    ['has no unit', valued('UNIT', ''), query, 'cart.fields'],
    ['loses a control field', cart.slice(1), query, 'cart.control-fields'],
    [
      'spells a control field otherwise',
      changed(([name, value]) => [name.replace('~OkCode', '~OKCODE'), value]),
      query,
      'cart.control-fields',
    ],
    ['loses what an unencoded return address has behind &', cart, query.slice(0, 1), 'cart.hook-url'],
    ['is in two currencies', [...cart, ['NEW_ITEM-CURRENCY[2]', 'USD']], query, 'cart.currency'],
    ['has a number that the platform cuts', valued('VENDORMAT', 'H'.repeat(41)), query, 'cart.receiver'],
  ])('that %s is found out', (_title, fields, came, failed) => {
    expect(failedIds(fields, came)).toContain(failed);
  });
});
