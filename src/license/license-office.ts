import type { CustomerLicense, LicenseRecords, SystemLicense } from '../punchout/license.ts';
import type { LicenseQuestion } from '../punchout/license-verdict.ts';
import type { LicenseAuthority } from '../punchout/ports.ts';
import type { AssignOrder } from './assign-customer.ts';
import type { ConnectOrder, RebindOrder } from './bind-license.ts';

/**
 * A license authority with the operator's desk in front of it. Local: the gateway's own SQL. Remote: a license server,
 * whose signed documents the gateway keeps. All methods but `verdict` and `recordsFor` throw `LicenseError`.
 */
export interface LicenseOffice extends LicenseAuthority {
  /** What the verdict would be made from. @throws PunchOutError as `verdict` does */
  recordsFor(question: LicenseQuestion): Promise<LicenseRecords>;
  connect(order: ConnectOrder): Promise<SystemLicense>;
  /** Binds the license and runs `publish`, so that both happen or neither. */
  rebind<T>(order: RebindOrder, publish: () => Promise<T>): Promise<T>;
  assign(order: AssignOrder): Promise<CustomerLicense>;
  /** Frees a customer license, named by id or key. */
  release(order: { license: string }): Promise<CustomerLicense>;
  /** Gives a customer license to another customer of the same System. */
  move(order: { license: string; customerId: string }): Promise<CustomerLicense>;
}
