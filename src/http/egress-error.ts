type EgressFault = 'timeout' | 'unreachable' | 'forbidden_address' | 'too_large' | 'aborted';

/** Why there is no answer. The message names host and cause, never path, query or headers. */
export class EgressError extends Error {
  override readonly name = 'EgressError';
  readonly kind: EgressFault;

  constructor(kind: EgressFault, message: string, options?: ErrorOptions) {
    super(message, options);
    this.kind = kind;
  }
}
