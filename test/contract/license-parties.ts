import { randomBytes } from 'node:crypto';
import { expect, inject } from 'vitest';
import type { LicenseOffice } from '../../src/license/license-office.ts';
import { type LicensePlace, openLicensePlace, spawnLicenseServer } from '../support/license-server.ts';
import type { PunchgateProcess } from '../support/punchgate-process.ts';
import { createDatabase } from '../support/services/postgres.ts';

export interface Parties {
  /** Whoever issues licenses, working on the record itself. */
  vendor: LicensePlace;
  /** The gateway of one operator. */
  office: LicenseOffice;
  /** The gateway of another one, over a database of its own where that is possible. */
  otherOffice: LicenseOffice;
  /** Lets the gateway hear what the vendor has changed by himself. */
  hear(): Promise<void>;
  close(): Promise<void>;
}

/** The gateway issues licenses to itself: everything is one database. */
export async function local(): Promise<Parties> {
  const vendor = await openLicensePlace();
  const { office } = vendor.adapters;
  return { vendor, office, otherOffice: office, hear: async () => {}, close: vendor.close };
}

/** The license server is a process of its own; the gateways know nothing but its address. */
export async function remote(
  newDatabase: () => Promise<Record<string, string>> = async () => ({}),
): Promise<Parties> {
  const vendorDatabase = await newDatabase();
  const vendor = await openLicensePlace(vendorDatabase);
  const { url, server } = await spawnLicenseServer(vendor.dataDir, vendorDatabase);
  const openGateway = async () => openLicensePlace({ LICENSE_SERVER_URL: url, ...(await newDatabase()) });
  const [gateway, other] = [await openGateway(), await openGateway()];
  return {
    vendor,
    office: gateway.adapters.office,
    otherOffice: other.adapters.office,
    hear: async () => await gateway.adapters.refresher?.refresh(),
    async close() {
      await stopped(server);
      for (const place of [gateway, other, vendor]) await place.close();
    },
  };
}

export async function onPostgres(): Promise<Record<string, string>> {
  const name = `office_${randomBytes(8).toString('hex')}`;
  return { DATABASE_URL: await createDatabase(inject('postgresUrl') ?? '', name) };
}

async function stopped({ child, result }: PunchgateProcess): Promise<void> {
  child.kill('SIGTERM');
  expect(await result).toMatchObject({ status: 0, err: '' });
}
