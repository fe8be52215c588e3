import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { PunchOutError } from '../../punchout/punchout-error.ts';
import { type AdminAccess, adminApiOver, createAdminAccess } from '../admin-api.ts';
import { jsonAnswer, type ShopConnection } from '../ask-shop.ts';
import { readDomains, readSalesChannels, type SalesChannel } from './sales-channel.ts';
import { type Ask, type Seen, unasked } from './seen.ts';

/** What the Admin API shows to the integration. */
export interface AdminSurvey {
  token: Seen<void>;
  version: Seen<string>;
  /** Whether the integration may read customers, and bind one to a session. */
  customerRead: Seen<void>;
  customerSwitch: Seen<void>;
  salesChannels: Seen<SalesChannel[]>;
  /** Without a slash at the end. */
  domains: Seen<string[]>;
}

const versionSchema = z.object({ version: z.string() });

/** Of no customer: so nothing comes of asking, but for what the privilege says. */
const nobody = '0'.repeat(32);

export async function surveyAdmin(
  connection: ShopConnection,
  { now, ask }: { now: () => number; ask: Ask },
): Promise<AdminSurvey> {
  const { settings } = connection;
  const access = createAdminAccess(connection, now);
  const api = adminApiOver(access, settings);
  const token = await ask(async () => void (await access.token.current()));
  const admitted: Ask = async (work) =>
    token.is === 'fault' ? unasked('the integration gets no token') : await ask(work);
  return {
    token,
    version: await admitted(() => readVersion(access)),
    customerRead: await admitted(() => unlessUnknown(api.assertCustomerUsable(nobody))),
    customerSwitch: await admitted(() => unlessUnknown(api.switchCustomer(unusedToken(), nobody))),
    salesChannels: await admitted(() => readSalesChannels(access)),
    domains: await admitted(() => readDomains(settings.salesChannelId, access)),
  };
}

async function readVersion({ ask }: AdminAccess): Promise<string> {
  const call = { method: 'GET', path: '/api/_info/version', headers: {} };
  return jsonAnswer(await ask(call), call, versionSchema).version;
}

/** That there is no such customer is what a shop says to those who may ask. */
async function unlessUnknown(asked: Promise<void>): Promise<void> {
  await asked.catch((error: unknown) => {
    if (!(error instanceof PunchOutError) || error.reason !== 'shop_customer_unusable') throw error;
  });
}

function unusedToken(): string {
  return randomBytes(16).toString('hex');
}
