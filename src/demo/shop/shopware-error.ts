import { STATUS_CODES } from 'node:http';

interface ErrorDetails {
  detail?: string | null;
  parameters?: Record<string, string | number>;
  pointer?: string;
}

/** A refusal in Shopware's own terms; `body` is what goes over the wire. */
export class ShopwareError extends Error {
  readonly status: number;
  readonly code: string;
  readonly details: ErrorDetails;

  constructor(status: number, code: string, details: ErrorDetails = {}) {
    super(`${status} ${code}`);
    this.status = status;
    this.code = code;
    this.details = details;
  }

  get body() {
    const { detail = null, parameters = {}, pointer } = this.details;
    const error = {
      status: String(this.status),
      code: this.code,
      title: STATUS_CODES[this.status] ?? 'Error',
      detail,
      meta: { parameters },
      ...(pointer ? { source: { pointer } } : {}),
    };
    return { errors: [error] };
  }
}

export function notLoggedIn(): ShopwareError {
  return new ShopwareError(403, 'CHECKOUT__CUSTOMER_NOT_LOGGED_IN', { detail: 'Customer is not logged in.' });
}
