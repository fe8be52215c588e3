import { type Reason, reasons } from './reasons.ts';

/**
 * A refusal. `reason` decides what the buyer's system is told; `detail` is for our own log only and never leaves
 * the server.
 */
export class PunchOutError extends Error {
  override readonly name = 'PunchOutError';
  readonly reason: Reason;
  readonly detail: string;

  constructor(reason: Reason, detail: string, options?: ErrorOptions) {
    super(`${reason}: ${detail}`, options);
    this.reason = reason;
    this.detail = detail;
  }

  /** What the operator should do about it. */
  get advice(): string {
    return reasons[this.reason].operator;
  }

  /** What the buyer may read: neutral, names nothing of the configuration. */
  get buyerText(): string {
    return reasons[this.reason].buyer;
  }
}

/** Any thrown value as a refusal: what we did not foresee is an `internal_error`, with its cause kept for the log. */
export function asPunchOutError(thrown: unknown): PunchOutError {
  if (thrown instanceof PunchOutError) return thrown;
  const detail = thrown instanceof Error ? thrown.message : String(thrown);
  return new PunchOutError('internal_error', detail, { cause: thrown });
}
