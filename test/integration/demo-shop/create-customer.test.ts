import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { noFaults } from '../../../src/demo/shop/demo-shop-faults.ts';
import { type DemoShop, startDemoShop } from '../../../src/demo/shop/start-demo-shop.ts';
import { adminApi } from './demo-shop-client.ts';

let shop: DemoShop;
beforeAll(async () => {
  shop = await startDemoShop({ port: 0, host: '127.0.0.1' });
});
afterEach(() => void Object.assign(shop.faults, noFaults()));
afterAll(() => shop.close());

const id = 'a'.repeat(32);
const wanted = {
  id,
  customerNumber: 'PG-1',
  email: 'anna@buyer.example',
  firstName: 'Anna',
  lastName: 'Berg',
  groupId: 'b'.repeat(32),
  salesChannelId: 'c'.repeat(32),
  languageId: 'd'.repeat(32),
  defaultBillingAddressId: id,
  defaultShippingAddressId: id,
  addresses: [{ id, street: 'Weg 1', zipcode: '10115', city: 'Berlin', countryId: 'e'.repeat(32) }],
};
const create = (changes = {}) => adminApi(shop, 'POST /api/customer', { body: { ...wanted, ...changes } });

test('a customer is made without a body in the answer, and found by a search', async () => {
  const { status, json } = await create();
  expect([status, json]).toEqual([204, '']);
  const body = { ids: [id], associations: { defaultBillingAddress: {} } };
  const found = await adminApi(shop, 'POST /api/search/customer', { body });
  expect(found.json.data).toEqual([
    expect.objectContaining({
      email: 'anna@buyer.example',
      active: true,
      guest: false,
      defaultBillingAddress: expect.objectContaining({ street: 'Weg 1', city: 'Berlin' }),
    }),
  ]);
});

test('one that is there already is not made again, but two may have one e-mail', async () => {
  expect((await create()).status).toBe(500);
  expect((await create({ id: 'f'.repeat(32) })).status).toBe(204);
});

test.each(['firstName', 'lastName', 'email', 'customerNumber', 'groupId'])(
  'without %s is 400',
  async (name) => {
    const { status, json } = await create({ id: '9'.repeat(32), [name]: '' });
    expect(status).toBe(400);
    expect(json.errors[0]).toMatchObject({
      code: 'c1051bb4-d103-4f74-8988-acbcafc7fdc3',
      source: { pointer: `/0/${name}` },
    });
  },
);

test('needs the privileges for the customer and for the address, all named at once', async () => {
  shop.faults.missingPrivileges = ['customer:create', 'customer_address:create'];
  const { status, json } = await create({ id: '8'.repeat(32) });
  expect(status).toBe(403);
  expect(JSON.parse(json.errors[0].detail).missingPrivileges).toEqual([
    'customer:create',
    'customer_address:create',
  ]);
});
