import nock from 'nock';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { createEgress } from '../../../src/http/egress.ts';
import { type ShopSettings, shopSettingsSchema } from '../../../src/shopware/shop-settings.ts';

export const settings: ShopSettings = shopSettingsSchema.parse({
  url: 'https://shop.example/',
  accessKey: 'SWSCTESTACCESSKEY',
  salesChannelId: '01a20b3b100070e5a562ed5b9e2873d5',
  clientId: 'SWIATESTCLIENT',
  clientSecret: 'integration-secret',
});

export const connection = { settings, egress: createEgress() };
export const customerId = '3478db7886b54a6f38f5b70a028a8876';
export const contextToken = 'DsxHzDnLPNDxRDRtOYYerbvA2RGtAQXK';

/** nock stands for the shop; nothing else is reached. Every expected call must have come. */
export function useNock(): void {
  beforeAll(() => nock.disableNetConnect());
  beforeEach(() => nock.cleanAll());
  afterEach(() => {
    const pending = nock.pendingMocks();
    nock.cleanAll();
    if (pending.length > 0) throw new Error(`the shop was not asked: ${pending.join(', ')}`);
  });
  afterAll(() => {
    nock.restore();
    nock.enableNetConnect();
  });
}

export function shop(): nock.Scope {
  return nock('https://shop.example');
}

export function issuedToken(value = 'bearer-1', expiresIn = 600) {
  return { token_type: 'Bearer', expires_in: expiresIn, access_token: value };
}

export function shopwareErrors(code: string, more: object = {}) {
  return { errors: [{ code, status: '400', title: 'Error', detail: 'text of the shop', ...more }] };
}
