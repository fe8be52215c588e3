import { PunchOutError } from '../punchout/punchout-error.ts';
import type { Reason } from '../punchout/reasons.ts';

interface RefusedWith {
  status: number;
  /** How long the shop wants to be left alone, where it says so. */
  waitSeconds: number | undefined;
}

/** The shop has answered, and said no. */
export class ShopRefusal extends PunchOutError {
  readonly status: number;
  readonly waitSeconds: number | undefined;

  constructor(reason: Reason, detail: string, { status, waitSeconds }: RefusedWith) {
    super(reason, detail);
    this.status = status;
    this.waitSeconds = waitSeconds;
  }
}
