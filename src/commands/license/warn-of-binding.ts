import type { Adapters } from '../../adapters.ts';
import type { SystemLicense } from '../../punchout/license.ts';
import type { CommandContext } from '../command-context.ts';
import { findLicenses } from './find-licenses.ts';

/** Tells what a license that was bound brings with it: customers of another System, a second license of this one. */
export async function warnOfBinding(
  license: SystemLicense,
  adapters: Adapters,
  context: CommandContext,
): Promise<void> {
  const { id, systemId, fingerprint } = license;
  if (systemId === undefined) return;
  const stored = (await adapters.systems.list()).find(({ system }) => system.id === systemId);
  if (!stored) return;
  const { name, customers } = stored.system;
  const { licenses } = await findLicenses({ systemId, limit: 1_000 }, adapters);
  const others = licenses.filter(
    (other) =>
      other.kind === 'system' &&
      other.license.id !== id &&
      other.license.status === 'active' &&
      other.license.fingerprint === fingerprint,
  );
  if (others.length > 0)
    context.warn(
      `the configuration of System ${name} has another license besides (${others.map((other) => other.license.id).join(', ')}): one is enough.`,
    );
  const strangers = licenses.flatMap(({ kind, license: seat }) =>
    kind === 'customer' && seat.systemLicenseId === id && !isCustomer(seat.customerId) ? seat : [],
  );
  if (strangers.length > 0)
    context.warn(
      `Customer licenses came with it whose customers System ${name} does not have: ${strangers.map((seat) => seat.id).join(', ')}. Release them, or move them to its customers.`,
    );

  function isCustomer(customerId: string | undefined): boolean {
    return customerId === undefined || customers.some((customer) => customer.id === customerId);
  }
}
