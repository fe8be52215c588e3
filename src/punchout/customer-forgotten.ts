import { PunchOutError } from './punchout-error.ts';

/** The shop has ended the session of an open visit: it shows its pages and prices to a stranger. */
export class CustomerForgotten extends PunchOutError {
  constructor(detail: string) {
    super('session_expired', detail);
  }
}
