import type { PunchOutError } from '../../punchout/punchout-error.ts';
import type { Reason } from '../../punchout/reasons.ts';
import type { Seen } from './seen.ts';

/** What a check makes of what was seen. */
export interface ShopVerdict {
  outcome: 'passed' | 'failed' | 'skipped';
  /** What was seen, or why it was skipped. */
  seen: string;
  /** What the operator can do; absent where there is nothing to do. */
  mend?: string;
  /** Why buyers would be refused. */
  reason?: Reason;
}

export function passed(seen: string): ShopVerdict {
  return { outcome: 'passed', seen };
}

export function failed(seen: string, mend: string): ShopVerdict {
  return { outcome: 'failed', seen, mend };
}

export function skipped(seen: string, mend?: string): ShopVerdict {
  return { outcome: 'skipped', seen, ...(mend === undefined ? {} : { mend }) };
}

export function refused({ reason, detail, advice }: PunchOutError, mend = advice): ShopVerdict {
  return { outcome: 'failed', seen: detail, mend, reason };
}

/** What was seen is judged; a refusal fails, and what was not asked is skipped. */
export function judgeSeen<T>(
  seen: Seen<T>,
  judge: (value: T) => ShopVerdict,
  onFault: (fault: PunchOutError) => ShopVerdict = refused,
): ShopVerdict {
  if (seen.is === 'unasked') return skipped(seen.why);
  return seen.is === 'fault' ? onFault(seen.fault) : judge(seen.value);
}

/** What only the check itself wants to know costs no buyer anything. */
export function orMissing(privilege: string): (fault: PunchOutError) => ShopVerdict {
  return (fault) =>
    isMissingPrivilege(fault)
      ? skipped(
          `the integration may not read it: ${privilege} is missing`,
          `To have it checked, ${granting(privilege)}`,
        )
      : refused(fault);
}

export function isMissingPrivilege(fault: PunchOutError): boolean {
  return missingPrivilegesOf(fault).length > 0;
}

/** As the shop named them. */
export function missingPrivilegesOf({ detail }: PunchOutError): string[] {
  return /missing privileges: ([^,]+)/.exec(detail)?.[1]?.split(' ') ?? [];
}

export function granting(privilege: string): string {
  return `give the role of the integration the privilege ${privilege} (Settings > Users & permissions > Roles; the role is named at Settings > Integrations).`;
}
