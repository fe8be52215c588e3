import { expect, test } from 'vitest';
import type { FormPair } from '../../../src/http/form.ts';
import {
  cxmlCartIds,
  isCancelledCxml,
  isCancelledOci,
  ociCartIds,
} from '../../../src/simulator/cancelled.ts';
import { cxmlCartChecks } from '../../../src/simulator/cxml-cart-checks.ts';
import { ociCartChecks } from '../../../src/simulator/oci-cart-checks.ts';
import { cxmlBuyer, ociBuyer, plainCxml, plainOci } from '../../integration/simulator/buyers.ts';

const buyer = ociBuyer('https://gateway.example/oci', plainOci);

const isOciCancelled = (...fields: FormPair[]) => isCancelledOci({ fields, query: [] }, buyer);
const isCxmlCancelled = (content: string) =>
  isCancelledCxml({ fields: [['cXML-urlencoded', `<cXML><Message>${content}</Message></cXML>`]], query: [] });

test('a visit by OCI was left where nothing comes but what the call has sent', () => {
  expect(isOciCancelled()).toBe(true);
  expect(isOciCancelled(['~OkCode', 'ADDI'], ['requisition', '7'], ['returntarget', '_top'])).toBe(true);
  expect(isOciCancelled(['~OkCode', 'ADDI'], ['cart', '{"items":[]}'])).toBe(true);
});

test('a cart by OCI that lost its items on the way is no visit that was left', () => {
  expect(isOciCancelled(['~OkCode', 'ADDI'], ['NEW_ITEM-PRICE[1]', '1'])).toBe(false);
  expect(isOciCancelled(['~OkCode', 'ADDI'], ['NEWITEM_PRICE_1', '1'])).toBe(false);
  expect(isOciCancelled(['cart', '{"items": ['])).toBe(false);
  expect(isOciCancelled(['cXML-urlencoded', '<cXML/>'])).toBe(false);
});

test('a visit by cXML was left where its message has no items, or Status 204', () => {
  expect(isCxmlCancelled('<PunchOutOrderMessage><BuyerCookie>a</BuyerCookie></PunchOutOrderMessage>')).toBe(
    true,
  );
  expect(isCxmlCancelled('<Status code="204" text="No Content"/>')).toBe(true);
  expect(isCxmlCancelled('<Status code="500" text="Error"/>')).toBe(false);
  expect(isCxmlCancelled('<PunchOutOrderMessage><ItemIn quantity="1"/></PunchOutOrderMessage>')).toBe(false);
  expect(isCancelledCxml({ fields: [], query: [] })).toBe(false);
});

test('whatever is judged of a cart is skipped where there is none', () => {
  const cart = { fields: [], query: [] };
  const cxml = cxmlCartChecks(cart, cxmlBuyer('https://gateway.example/cxml', plainCxml), 'cookie');
  expect(cxmlCartIds).toEqual(expect.arrayContaining(cxml.map(({ id }) => id)));
  expect(ociCartIds).toEqual(expect.arrayContaining(ociCartChecks(cart, buyer).map(({ id }) => id)));
});
