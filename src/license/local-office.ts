import { asPunchOutError, PunchOutError } from '../punchout/punchout-error.ts';
import { assignCustomer, moveSeat, releaseSeat } from './assign-customer.ts';
import { connectLicense, rebindLicense } from './bind-license.ts';
import type { ChangePorts } from './change-ports.ts';
import type { DocumentKeeper } from './document-keeper.ts';
import type { LicenseClock } from './license-clock.ts';
import type { LicenseOffice } from './license-office.ts';
import { mergedRecords } from './merged-records.ts';
import { judge } from './verdict.ts';

export interface LocalOfficePorts extends ChangePorts {
  keeper: DocumentKeeper;
  clock: LicenseClock;
}

/**
 * The office of a gateway that holds its licenses in its own database. Documents that were imported from a file count
 * beside them.
 */
export function localOffice(ports: LocalOfficePorts): LicenseOffice {
  const recordsFor: LicenseOffice['recordsFor'] = async (question) => {
    try {
      const own = await ports.licenses.recordsFor(question);
      return mergedRecords([own, await ports.keeper.known()]);
    } catch (cause) {
      throw new PunchOutError('license_unverifiable', asPunchOutError(cause).detail, { cause });
    }
  };
  return {
    recordsFor,
    verdict: async (question) => judge(question, await recordsFor(question), ports.clock.now()),
    connect: (order) => connectLicense(order, ports),
    rebind: (order, publish) =>
      ports.licenses.change(ports.actor, async (change) => {
        await rebindLicense(order, change);
        return await publish();
      }),
    assign: (order) => assignCustomer(order, ports),
    release: ({ license }) => releaseSeat(license, ports),
    move: (order) => moveSeat(order, ports),
  };
}
