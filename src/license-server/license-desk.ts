import type { z } from 'zod';
import { assignCustomer, moveSeat, releaseSeat } from '../license/assign-customer.ts';
import { connectLicense, rebindLicense } from '../license/bind-license.ts';
import type { ChangePorts } from '../license/change-ports.ts';
import { exportDocument } from '../license/export-document.ts';
import { isLicenseKey } from '../license/license-key.ts';
import type { EndpointName, endpoints, ResponseOf } from '../license/license-server-api.ts';
import { scopedLicenses } from '../license/scoped-licenses.ts';
import type { SigningKeyPorts } from '../license/signing-keys.ts';
import type { KeyedLicense, LicenseStore } from '../punchout/license-store.ts';

export interface LicenseDeskPorts extends SigningKeyPorts {
  licenses: LicenseStore;
  /** How long a gateway may go on with a document when this server is out of reach. */
  graceDays: number;
}

export type DeskEndpoint = {
  [Name in EndpointName]: (typeof endpoints)[Name]['authentication'] extends 'key' ? Name : never;
}[EndpointName];

/** What a request says, after its schema has read it. */
type Asked<Name extends DeskEndpoint> = z.output<(typeof endpoints)[Name]['request']>;

export type LicenseDesk = {
  [Name in DeskEndpoint]: (asked: Asked<Name>, holder: KeyedLicense) => Promise<ResponseOf<Name>>;
};

/**
 * What gateways may do with their licenses. A key opens its own subscription only: other licenses are unknown there.
 * Every answer brings the signed document that the change has led to.
 */
export function licenseDesk(ports: LicenseDeskPorts): LicenseDesk {
  const documentsFor = (nonce: string, subscriptionIds: string[]) =>
    documentsOf(subscriptionIds, nonce, ports);
  const answer = async <License extends { subscriptionId: string }>(
    license: License,
    { nonce, holder }: { nonce: string; holder: KeyedLicense },
  ) => {
    return { license, documents: await documentsFor(nonce, [holder.license.subscriptionId]) };
  };
  return {
    document: async ({ nonce }, { license }) => ({
      documents: await documentsFor(nonce, [license.subscriptionId]),
    }),
    connect: async ({ nonce, licenseId, ...order }, holder) => {
      const license = licenseId ?? holder.license.id;
      return await answer(await connectLicense({ ...order, license }, changePorts(holder, ports)), {
        nonce,
        holder,
      });
    },
    rebind: async ({ nonce, ...order }, holder) => {
      const { licenses, actor } = changePorts(holder, ports);
      const rebind = { ...order, from: order.from };
      const license = await licenses.change(actor, (change) => rebindLicense(rebind, change));
      return await answer(license, { nonce, holder });
    },
    assign: async ({ nonce, ...order }, holder) => {
      const license = await assignCustomer(order, changePorts(holder, ports));
      const isShown = order.license !== undefined && isLicenseKey(order.license);
      const others = isShown ? [license.subscriptionId] : [];
      return { license, documents: await documentsFor(nonce, [holder.license.subscriptionId, ...others]) };
    },
    release: async ({ nonce, license }, holder) =>
      await answer(await releaseSeat(license, changePorts(holder, ports)), { nonce, holder }),
    move: async ({ nonce, ...order }, holder) =>
      await answer(await moveSeat(order, changePorts(holder, ports)), { nonce, holder }),
  };
}

async function documentsOf(
  subscriptionIds: string[],
  nonce: string,
  ports: LicenseDeskPorts,
): Promise<string[]> {
  const documents = [];
  for (const subscriptionId of new Set(subscriptionIds))
    documents.push(await exportDocument({ subscriptionId, days: ports.graceDays, nonce }, ports));
  return documents;
}

function changePorts({ license }: KeyedLicense, { licenses, surroundings }: LicenseDeskPorts): ChangePorts {
  const { subscriptionId, keyHint } = license;
  return {
    licenses: scopedLicenses(licenses, subscriptionId),
    surroundings,
    actor: `holder of the key …${keyHint}`,
  };
}
