import { describe, expect, test } from 'vitest';
import { textOf } from '../../../src/cxml/xml-element.ts';
import { cxmlCall, setupRequest } from '../../support/buyer.ts';
import { demoGateway } from '../../support/demo-gateway.ts';
import { itemsOut, returnedCart } from '../../support/returned-cart.ts';
import { visitByCxml } from '../../support/visit.ts';

const { shop, gateway } = await demoGateway();

const wished = [
  { number: 'HAM-001', reference: '', quantity: '3' },
  { number: 'NAIL-5KG', reference: 'RFQ-7', quantity: '2' },
];

describe('a request for quotation (source)', () => {
  test('begins on the first page with a new cart', async () => {
    const visit = await visitByCxml(gateway, shop, { operation: 'source' });
    expect(visit.first.text).not.toContain('Before you go on');
    await visit.add('HAM-001', 2);
    const { status, header, lines } = returnedCart((await visit.transfer()).text);
    expect([status, header.attributes]).toEqual(['200', { operationAllowed: 'edit', quoteStatus: 'final' }]);
    expect(lines.map(({ number, quantity }) => [number, Number(quantity)])).toEqual([['HAM-001', 2]]);
  });

  test('has the lines that it asks for in its cart, whoever has named them', async () => {
    const visit = await visitByCxml(gateway, shop, { operation: 'source', items: itemsOut(wished) });
    expect(visit.first.text).toContain('Hammer 500g');
    const { status, header, lines } = returnedCart((await visit.transfer()).text);
    expect([status, header.attributes.quoteStatus]).toEqual(['200', 'final']);
    expect(lines.map(({ number, quantity }) => [number, Number(quantity)])).toEqual([
      ['HAM-001', 3],
      ['NAIL-5KG', 2],
    ]);
    expect(lines.every(({ reference }) => reference.startsWith('PG1.'))).toBe(true);
  });

  test('tells the buyer which article is not sold', async () => {
    const items = itemsOut([...wished, { number: 'NOPE-9', reference: '', quantity: '1' }]);
    const visit = await visitByCxml(gateway, shop, { operation: 'source', items });
    expect(visit.first.text).toContain('NOPE-9');
    expect(returnedCart((await visit.transfer()).text).lines).toHaveLength(2);
  });

  test('can be edited afterwards like any other cart', async () => {
    const first = await visitByCxml(gateway, shop, { operation: 'source', items: itemsOut(wished) });
    const { lines } = returnedCart((await first.transfer()).text);
    const second = await visitByCxml(gateway, shop, { operation: 'edit', items: itemsOut(lines) });
    expect(returnedCart((await second.transfer()).text).status).toBe('204');
  });

  test('is offered in the profile', async () => {
    const { response } = await cxmlCall(gateway.url, setupRequest({ body: '<ProfileRequest/>' }));
    expect(textOf(response)).toContain('editYes');
  });
});

test('lines of a request to create are left out, and the operator can see it', async () => {
  const visit = await visitByCxml(gateway, shop, { items: itemsOut(wished) });
  expect(gateway.log).toContainEqual(expect.objectContaining({ event: 'lines_ignored', count: 2 }));
  await visit.add('SAW-450', 1);
  const { lines } = returnedCart((await visit.transfer()).text);
  expect(lines.map(({ number }) => number)).toEqual(['SAW-450']);
});
