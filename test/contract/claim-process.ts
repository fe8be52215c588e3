import { type AssignOrder, assignCustomer } from '../../src/license/assign-customer.ts';
import type { ChangePorts } from '../../src/license/change-ports.ts';
import { LicenseError } from '../../src/punchout/license-error.ts';
import { PunchOutError } from '../../src/punchout/punchout-error.ts';
import { openDatabase } from '../../src/store/database.ts';
import { realSurroundings } from '../../src/store/surroundings.ts';
import type { DatabaseOptions } from './every-database.ts';
import { openLicenseStore } from './open-license-store.ts';

/** What a claim came to: the seat that was granted, or the code of the refusal. */
export type ClaimResult = { customerId: string; seat: string } | { customerId: string; refused: string };

const order: { options: DatabaseOptions; claims: AssignOrder[] } = JSON.parse(process.argv[2] ?? '');
const database = await openDatabase(order.options);
const surroundings = realSurroundings();
const licenses = openLicenseStore(database, surroundings);
const ports = { licenses, surroundings, actor: `claimer ${process.pid}` };
const results = await Promise.all(order.claims.map((claim) => claimed(claim, ports)));
await database.close();
process.stdout.write(JSON.stringify(results));

/** Asks again while others keep the database busy, as an operator would. */
async function claimed(claim: AssignOrder, changePorts: ChangePorts): Promise<ClaimResult> {
  const { customerId } = claim;
  for (;;) {
    try {
      return { customerId, seat: (await assignCustomer(claim, changePorts)).id };
    } catch (error) {
      if (error instanceof LicenseError) return { customerId, refused: error.code };
      if (!(error instanceof PunchOutError) || error.reason !== 'store_unavailable') throw error;
    }
  }
}
