export interface ReasonText {
  /** For the operator's log: what happened and what to do. */
  operator: string;
  /** For the buyer: neutral and free of our configuration. */
  buyer: string;
}

export const notAccepted = 'The supplier does not accept this login. Please contact the supplier.';
export const notAllowed = 'This catalogue is not available for your account. Please contact the supplier.';
export const tryAgain = 'The catalogue cannot be reached just now. Please try again in a few minutes.';
export const badRequest = 'The catalogue could not understand the request of your procurement system.';
export const over = 'This catalogue visit has ended. Please start again from your procurement system.';
export const cartStays = 'The cart could not be transferred. It is kept; please contact the supplier.';
