import { describe, expect, test } from 'vitest';
import { cxmlCall, setupRequest } from '../../support/buyer.ts';
import { demoGateway } from '../../support/demo-gateway.ts';
import { demoSystemFile } from '../../support/gateway.ts';
import {
  itemsOut,
  type ReturnedLine as Line,
  returnedCart as returned,
} from '../../support/returned-cart.ts';
import { visitByCxml } from '../../support/visit.ts';

const { shop, gateway } = await demoGateway();

async function firstCart(): Promise<Line[]> {
  const visit = await visitByCxml(gateway, shop);
  await visit.add('HAM-001', 3);
  await visit.add('NAIL-5KG', 2);
  const { status, header, lines } = returned((await visit.transfer()).text);
  expect([status, header.attributes.operationAllowed]).toEqual(['200', 'edit']);
  expect(lines.map(({ number }) => number)).toEqual(['HAM-001', 'NAIL-5KG']);
  return lines;
}

describe('a cart that is edited', () => {
  test('is in the shop again, and its lines keep their references when it comes back changed', async () => {
    const lines = await firstCart();
    const visit = await visitByCxml(gateway, shop, { operation: 'edit', items: itemsOut(lines) });
    expect(visit.first.text).toContain('Hammer 500g');
    await visit.add('HAM-001', 1);
    const { status, lines: changed } = returned((await visit.transfer()).text);
    expect(status).toBe('200');
    expect(changed.map(({ reference }) => reference)).toEqual(lines.map(({ reference }) => reference));
    expect(changed.map(({ quantity }) => Number(quantity))).toEqual([4, 2]);
  });

  test('can be edited a second time, as it came back the last time', async () => {
    const lines = await firstCart();
    const second = await visitByCxml(gateway, shop, { operation: 'edit', items: itemsOut(lines) });
    await second.add('HAM-001', 1);
    const changed = returned((await second.transfer()).text).lines;
    const third = await visitByCxml(gateway, shop, { operation: 'edit', items: itemsOut(changed) });
    expect(returned((await third.transfer()).text)).toMatchObject({ status: '204', lines: [] });
  });

  test('and did not change is Status 204: the buyer keeps what it has', async () => {
    const lines = await firstCart();
    const visit = await visitByCxml(gateway, shop, { operation: 'edit', items: itemsOut(lines) });
    expect(returned((await visit.transfer()).text)).toMatchObject({ status: '204', lines: [] });
  });

  test('with the quantities that the buyer has now', async () => {
    const [hammer, nails] = await firstCart();
    const items = itemsOut([{ ...hammer, quantity: '7' } as Line, nails as Line]);
    const visit = await visitByCxml(gateway, shop, { operation: 'edit', items });
    const { lines } = returned((await visit.transfer()).text);
    expect(lines.map(({ quantity }) => Number(quantity))).toEqual([7, 2]);
  });

  test('is not emptied by accident, but where the buyer says so', async () => {
    const [hammer] = await firstCart();
    const visit = await visitByCxml(gateway, shop, {
      operation: 'edit',
      items: itemsOut([{ ...hammer, number: 'GONE-1', reference: '' } as Line, hammer as Line]),
    });
    expect(visit.first.text).toContain('GONE-1');
    expect(visit.first.text).toContain('is no longer sold');
    const id = shop.catalog.products.find(({ number }) => number === 'HAM-001')?.id;
    await visit.browser.submit(`${gateway.url}/checkout/line-item/delete/${id}`, {});
    const refused = await visit.transfer();
    expect(refused.status).toBe(409);
    expect(refused.text).toContain('Remove all lines');
    const emptied = returned((await visit.transfer({ emptied: 'yes' })).text);
    expect(emptied).toMatchObject({ status: '200', lines: [] });
  });
});

describe('a cart that is inspected', () => {
  test('is shown, cannot be changed, and nothing goes back', async () => {
    const lines = await firstCart();
    const visit = await visitByCxml(gateway, shop, { operation: 'inspect', items: itemsOut(lines) });
    expect(visit.first.text).toContain('It cannot be changed');
    expect((await visit.open('/checkout/confirm')).text).not.toContain('Transfer');
    const refused = await visit.browser.submit(`${gateway.url}/checkout/line-item/add`, {});
    expect(refused.status).toBe(403);
    expect(gateway.reasons()).toContain('visit_read_only');
    expect(returned((await visit.transfer()).text)).toMatchObject({ status: '204', lines: [] });
  });
});

describe('an earlier cart is refused', () => {
  test.each([
    ['without a line', '', '412', 'cart_unknown'],
    [
      'with a reference that is not ours',
      itemsOut([{ number: 'HAM-001', reference: 'CART-7', quantity: '1' }]),
      '412',
      'cart_unknown',
    ],
    [
      'without a quantity',
      '<ItemOut><ItemID><SupplierPartID>HAM-001</SupplierPartID></ItemID></ItemOut>',
      '400',
      'invalid_request',
    ],
  ])('%s', async (_, items, code, reason) => {
    const answer = await cxmlCall(gateway.url, setupRequest({ operation: 'edit', items }));
    expect([answer.code, answer.startPage]).toEqual([code, '']);
    expect(gateway.reasons()).toContain(reason);
  });

  test('where the System allows less', async () => {
    const [hammer] = await firstCart();
    const file = demoSystemFile(shop, 'cxml');
    const request = () => setupRequest({ operation: 'edit', items: itemsOut([hammer as Line]) });
    try {
      await gateway.apply({ ...file, operationAllowed: 'inspect' });
      expect((await cxmlCall(gateway.url, request())).code).toBe('412');
      expect(gateway.reasons()).toContain('operation_not_allowed');
    } finally {
      await gateway.apply(file);
    }
    expect((await cxmlCall(gateway.url, request())).code).toBe('200');
  });

  test('with a reference that was altered', async () => {
    const [hammer] = await firstCart();
    const reference = hammer?.reference.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')) ?? '';
    const items = itemsOut([{ ...hammer, reference } as Line]);
    const answer = await cxmlCall(gateway.url, setupRequest({ operation: 'edit', items }));
    expect(answer.code).toBe('412');
    expect(gateway.reasons()).toContain('cart_reference_forged');
  });
});

describe('level 2', () => {
  const selected = (number: string) =>
    `<SelectedItem><ItemID><SupplierPartID>${number}</SupplierPartID></ItemID></SelectedItem>`;

  test('opens the article that the buyer has chosen', async () => {
    const visit = await visitByCxml(gateway, shop, { items: selected('HAM-001') });
    expect(visit.first.headers.location).toContain('HAM-001');
    await visit.add('HAM-001', 1);
    expect(returned((await visit.transfer()).text).lines).toHaveLength(1);
  });

  test('opens the first page with a notice where the shop has no such article', async () => {
    const visit = await visitByCxml(gateway, shop, { items: selected('NOPE-9') });
    expect(visit.first.text).toContain('NOPE-9');
    expect(visit.first.text).toContain('was not found');
  });
});

describe('a request that comes again', () => {
  test('gets the same bytes while its visit is open, and a new visit when that has ended', async () => {
    const request = setupRequest();
    const first = await cxmlCall(gateway.url, request);
    expect((await cxmlCall(gateway.url, request)).text).toBe(first.text);
    const again = await Promise.all(Array.from({ length: 5 }, () => cxmlCall(gateway.url, request)));
    expect(new Set(again.map(({ text }) => text))).toEqual(new Set([first.text]));
    const visit = await visitByCxml(gateway, shop, { payloadId: 'again@buyer.example' });
    await visit.cancel();
    const next = await cxmlCall(gateway.url, setupRequest({ payloadId: 'again@buyer.example' }));
    expect(next.code).toBe('200');
  });

  test('many times at once begins one visit', async () => {
    const request = setupRequest();
    const answers = await Promise.all(Array.from({ length: 20 }, () => cxmlCall(gateway.url, request)));
    expect(new Set(answers.map(({ startPage }) => startPage)).size).toBe(1);
  });

  test('with another body is a conflict', async () => {
    const payloadId = 'conflict@buyer.example';
    await cxmlCall(gateway.url, setupRequest({ payloadId }));
    const other = await cxmlCall(gateway.url, setupRequest({ payloadId, buyerCookie: 'another' }));
    expect(other.code).toBe('409');
    expect(gateway.reasons()).toContain('replay_conflict');
  });
});
