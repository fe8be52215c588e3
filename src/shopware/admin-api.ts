import { z } from 'zod';
import type { TextAnswer } from '../http/egress.ts';
import { PunchOutError } from '../punchout/punchout-error.ts';
import { type AccessToken, createAccessToken } from './access-token.ts';
import { askShop, jsonAnswer, nameOf, type ShopCall, type ShopConnection } from './ask-shop.ts';
import { entitySearch } from './entity-search.ts';
import { invalidAnswer } from './shop-error.ts';
import type { ShopSettings } from './shop-settings.ts';

/** The Admin API, as far as a punchout needs it. All calls throw PunchOutError `shop_*`. */
export interface AdminApi {
  /** @throws PunchOutError `shop_customer_unusable` unless the customer may shop in our sales channel. */
  assertCustomerUsable(customerId: string): Promise<void>;
  /** Binds the customer to a session that we have made ourselves and nobody has used. */
  switchCustomer(contextToken: string, customerId: string): Promise<void>;
}

/** The calls of the Admin API, under the credential of the integration. */
export interface AdminAccess {
  token: AccessToken;
  /** Any answer, also one that refuses; a token that counts no more is renewed once. */
  ask(call: ShopCall): Promise<TextAnswer>;
}

const tokenSchema = z.object({ access_token: z.string().min(1), expires_in: z.number().positive() });
const switchedSchema = z.object({ 'sw-context-token': z.string() });
const customersSchema = z.object({
  data: z.array(
    z.object({
      active: z.boolean(),
      guest: z.boolean(),
      boundSalesChannelId: z.string().nullish(),
    }),
  ),
});

export function createAdminApi(connection: ShopConnection, now: () => number): AdminApi {
  return adminApiOver(createAdminAccess(connection, now), connection.settings);
}

export function createAdminAccess(connection: ShopConnection, now: () => number): AdminAccess {
  return adminAccessWith(
    createAccessToken(() => issueToken(connection), now),
    connection,
  );
}

/** With a token that others use as well. */
export function adminAccessWith(token: AccessToken, connection: ShopConnection): AdminAccess {
  async function ask(call: ShopCall): Promise<TextAnswer> {
    const bearer = await token.current();
    const answer = await askShop(withBearer(call, bearer), connection);
    if (answer.status !== 401) return answer;
    return await askShop(withBearer(call, await token.renewed(bearer)), connection);
  }

  return { token, ask };
}

export function adminApiOver({ ask }: AdminAccess, { salesChannelId }: ShopSettings): AdminApi {
  async function assertCustomerUsable(customerId: string): Promise<void> {
    const call = customerSearch(customerId);
    const { data } = jsonAnswer(await ask(call), call, customersSchema);
    const fault = customerFault(data[0], salesChannelId);
    if (fault) throw new PunchOutError('shop_customer_unusable', `customer ${customerId} ${fault}`);
  }

  async function switchCustomer(contextToken: string, customerId: string): Promise<void> {
    const call = customerSwitch(contextToken, customerId, salesChannelId);
    const answer = await ask(call);
    const switched = jsonAnswer(answer, call, switchedSchema);
    if (switched['sw-context-token'] !== contextToken) {
      throw invalidAnswer(nameOf(call), 'the customer was bound to another session');
    }
  }

  return { assertCustomerUsable, switchCustomer };
}

async function issueToken(connection: ShopConnection) {
  const { clientId, clientSecret } = connection.settings;
  const json = { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret };
  const call: ShopCall = { method: 'POST', path: '/api/oauth/token', headers: {}, json, repeat: 'always' };
  const issued = jsonAnswer(await askShop(call, connection), call, tokenSchema);
  return { value: issued.access_token, lifeSeconds: issued.expires_in };
}

function withBearer(call: ShopCall, bearer: string): ShopCall {
  return { ...call, headers: { ...call.headers, authorization: `Bearer ${bearer}` } };
}

function customerSearch(customerId: string): ShopCall {
  const includes = { customer: ['id', 'active', 'guest', 'boundSalesChannelId'] };
  return entitySearch('customer', { ids: [customerId], limit: 1, includes });
}

/**
 * Without permissions of our own, core grants `allowProductPriceOverwrites`, and whoever has the session could set
 * prices; one that means nothing keeps that away.
 */
function customerSwitch(contextToken: string, customerId: string, salesChannelId: string): ShopCall {
  return {
    method: 'PATCH',
    path: '/api/_proxy/switch-customer',
    headers: { 'sw-context-token': contextToken },
    json: { salesChannelId, customerId, permissions: ['punchoutNoop'] },
    repeat: 'when-refused',
  };
}

/** Why a customer may not shop in our sales channel; switch-customer itself checks none of this. */
export function customerFault(
  customer: z.infer<typeof customersSchema>['data'][number] | undefined,
  salesChannelId: string,
): string | undefined {
  if (!customer) return 'does not exist';
  if (!customer.active) return 'is not active';
  if (customer.guest) return 'is a guest';
  const { boundSalesChannelId } = customer;
  return !boundSalesChannelId || boundSalesChannelId === salesChannelId
    ? undefined
    : 'is bound to another sales channel';
}
