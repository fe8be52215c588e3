import nock from 'nock';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { assignCustomer } from '../../src/license/assign-customer.ts';
import { connectLicense } from '../../src/license/bind-license.ts';
import { type LicensePlace, openLicensePlace, sell } from '../support/license-server.ts';
import { type RemoteGateway, remoteGateway, ScriptedServer } from '../support/scripted-license-server.ts';

export const minute = 60_000;
export const day = 24 * 60 * minute;
export const question = {
  website: 'https://shop.example',
  systemId: 'system-1',
  fingerprint: `v1:${'a'.repeat(64)}`,
  customerId: 'customer-1',
};
export const stranger = { ...question, customerId: 'customer-2' };

export interface RemoteParties {
  vendor: LicensePlace;
  /** Of the gateway. */
  place: LicensePlace;
  server: ScriptedServer;
  gateway: RemoteGateway;
  licenseId: string;
}

/** A gateway that has heard the truth once: customer-1 is licensed. */
async function openRemoteParties(): Promise<RemoteParties> {
  const vendor = await openLicensePlace();
  const place = await openLicensePlace();
  const server = new ScriptedServer(vendor);
  const gateway = remoteGateway(place);
  const ports = { ...vendor.adapters, actor: 'vendor' };
  const { subscription, systemKey } = await sell(vendor);
  server.subscriptionId = subscription.id;
  const { systemId: id, fingerprint, website } = question;
  const order = { license: systemKey, website, system: { id, fingerprint } };
  const licenseId = (await connectLicense(order, ports)).id;
  await assignCustomer(question, ports);
  server.listen();
  await gateway.refresher.takeAnswer([await server.document('first contact')], {
    actor: 'test',
    nonce: 'first contact',
    key: systemKey,
  });
  return { vendor, place, server, gateway, licenseId };
}

/** `valid`, or the reason of the refusal. */
export async function outcomeOf(asked: typeof question, { office }: RemoteGateway): Promise<string> {
  return await office.verdict(asked).then(
    (verdict) => (verdict.valid ? 'valid' : verdict.reason),
    (error) => error.reason,
  );
}

/** What the gateway keeps of the last trouble with the server. */
export async function failureAt({ adapters }: LicensePlace): Promise<string | undefined> {
  return (await adapters.documents.list())[0]?.failure;
}

/** New parties for each test of a file, with all other network off. */
export function remoteParties(use: (parties: RemoteParties) => void): void {
  let parties: RemoteParties;
  beforeAll(() => nock.disableNetConnect());
  afterAll(() => {
    nock.cleanAll();
    nock.enableNetConnect();
    nock.restore();
  });
  beforeEach(async () => {
    parties = await openRemoteParties();
    use(parties);
  });
  afterEach(async () => {
    await parties.place.close();
    await parties.vendor.close();
  });
}
