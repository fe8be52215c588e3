import nock from 'nock';
import { describe, expect, test } from 'vitest';
import { createAdminApi } from '../../../src/shopware/admin-api.ts';
import {
  connection,
  contextToken,
  customerId,
  issuedToken,
  settings,
  shop,
  shopwareErrors,
  useNock,
} from './test-shop.ts';

useNock();

const usable = { active: true, guest: false, boundSalesChannelId: null };

function customers(...data: object[]) {
  return { total: data.length, data, aggregations: [] };
}

function tokenCalls(): nock.Interceptor {
  const { clientId, clientSecret } = settings;
  const asked = { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret };
  return shop().matchHeader('accept', 'application/json').post('/api/oauth/token', asked);
}

function searchWith(bearer: string): nock.Interceptor {
  return shop().matchHeader('authorization', `Bearer ${bearer}`).post('/api/search/customer');
}

describe('the token of the Admin API', () => {
  test('is issued once for ten calls at a time', async () => {
    tokenCalls().once().reply(200, issuedToken());
    searchWith('bearer-1').times(10).reply(200, customers(usable));
    const api = createAdminApi(connection, () => 0);
    await Promise.all(Array.from({ length: 10 }, () => api.assertCustomerUsable(customerId)));
    expect(nock.isDone()).toBe(true);
  });

  test('is kept until 30 seconds before its end', async () => {
    let now = 0;
    const api = createAdminApi(connection, () => now);
    tokenCalls().reply(200, issuedToken('bearer-1'));
    searchWith('bearer-1').twice().reply(200, customers(usable));
    await api.assertCustomerUsable(customerId);
    now = 569_999;
    await api.assertCustomerUsable(customerId);
    now = 570_000;
    tokenCalls().reply(200, issuedToken('bearer-2'));
    searchWith('bearer-2').reply(200, customers(usable));
    await api.assertCustomerUsable(customerId);
    expect(nock.isDone()).toBe(true);
  });

  test('that the shop refuses is renewed once, however many calls it was refused to', async () => {
    tokenCalls().reply(200, issuedToken('bearer-1'));
    tokenCalls().reply(200, issuedToken('bearer-2'));
    searchWith('bearer-1').times(10).reply(401, shopwareErrors('9'));
    searchWith('bearer-2').times(10).reply(200, customers(usable));
    const api = createAdminApi(connection, () => 0);
    await Promise.all(Array.from({ length: 10 }, () => api.assertCustomerUsable(customerId)));
    expect(nock.isDone()).toBe(true);
  });

  test('that the shop refuses again ends in a refusal', async () => {
    tokenCalls().reply(200, issuedToken('bearer-1'));
    tokenCalls().reply(200, issuedToken('bearer-2'));
    searchWith('bearer-1').reply(401, shopwareErrors('9'));
    searchWith('bearer-2').reply(401, shopwareErrors('9'));
    const asked = createAdminApi(connection, () => 0).assertCustomerUsable(customerId);
    await expect(asked).rejects.toMatchObject({ reason: 'shop_refused' });
  });

  test('is asked for again after the shop was out of reach', async () => {
    const api = createAdminApi(connection, () => 0);
    tokenCalls().reply(502, '<h1>Bad Gateway</h1>');
    await expect(api.assertCustomerUsable(customerId)).rejects.toMatchObject({ reason: 'shop_unreachable' });
    tokenCalls().reply(200, issuedToken());
    searchWith('bearer-1').reply(200, customers(usable));
    await expect(api.assertCustomerUsable(customerId)).resolves.toBeUndefined();
  });

  test('refused for a wrong secret names the code and never the secret', async () => {
    tokenCalls().reply(401, shopwareErrors('4', { detail: settings.clientSecret }));
    const error = await createAdminApi(connection, () => 0)
      .assertCustomerUsable(customerId)
      .catch((thrown) => thrown);
    expect(error).toMatchObject({ reason: 'shop_refused', detail: 'POST /api/oauth/token: 401, 4' });
    expect(`${error.stack}${JSON.stringify(error)}`).not.toContain(settings.clientSecret);
  });
});

describe('a shop customer', () => {
  test.each([
    ['is not active', { ...usable, active: false }],
    ['is a guest', { ...usable, guest: true }],
    ['is bound to another sales channel', { ...usable, boundSalesChannelId: 'f'.repeat(32) }],
    ['does not exist', undefined],
  ])('who %s may not shop', async (fault, customer) => {
    tokenCalls().reply(200, issuedToken());
    searchWith('bearer-1').reply(200, customers(...(customer ? [customer] : [])));
    const asked = createAdminApi(connection, () => 0).assertCustomerUsable(customerId);
    await expect(asked).rejects.toMatchObject({
      reason: 'shop_customer_unusable',
      detail: `customer ${customerId} ${fault}`,
    });
  });

  test('who is bound to our own sales channel may shop', async () => {
    tokenCalls().reply(200, issuedToken());
    searchWith('bearer-1').reply(200, customers({ ...usable, boundSalesChannelId: settings.salesChannelId }));
    await expect(
      createAdminApi(connection, () => 0).assertCustomerUsable(customerId),
    ).resolves.toBeUndefined();
  });
});

describe('binding a customer to a session', () => {
  function switchCalls(): nock.Interceptor {
    tokenCalls().reply(200, issuedToken());
    const body = { salesChannelId: settings.salesChannelId, customerId, permissions: ['punchoutNoop'] };
    return shop().matchHeader('sw-context-token', contextToken).patch('/api/_proxy/switch-customer', body);
  }

  test('always sends a permission that means nothing, so that nobody may set prices', async () => {
    switchCalls().reply(200, { 'sw-context-token': contextToken });
    await createAdminApi(connection, () => 0).switchCustomer(contextToken, customerId);
    expect(nock.isDone()).toBe(true);
  });

  test('to another session than ours is refused', async () => {
    switchCalls().reply(200, { 'sw-context-token': 'another-token' });
    const switched = createAdminApi(connection, () => 0).switchCustomer(contextToken, customerId);
    await expect(switched).rejects.toMatchObject({ reason: 'shop_answer_invalid' });
  });

  test('that the shop does not know is a matter of the customer', async () => {
    switchCalls().reply(
      400,
      shopwareErrors('VIOLATION::ENTITY_DOES_NOT_EXISTS', { source: { pointer: '/customerId' } }),
    );
    const switched = createAdminApi(connection, () => 0).switchCustomer(contextToken, customerId);
    await expect(switched).rejects.toMatchObject({ reason: 'shop_customer_unusable' });
  });

  test('without the privilege names the privilege', async () => {
    const detail = JSON.stringify({
      message: 'Missing privilege',
      missingPrivileges: ['api_proxy_switch-customer'],
    });
    switchCalls().reply(403, shopwareErrors('FRAMEWORK__MISSING_PRIVILEGE_ERROR', { detail }));
    const switched = createAdminApi(connection, () => 0).switchCustomer(contextToken, customerId);
    await expect(switched).rejects.toMatchObject({
      reason: 'shop_refused',
      detail: expect.stringContaining('missing privileges: api_proxy_switch-customer'),
    });
  });
});
