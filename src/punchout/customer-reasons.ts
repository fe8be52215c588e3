import { notAllowed, type ReasonText } from './reason-text.ts';

/** Ways to refuse a buyer for the customer that he is in the shop. */
export const customerReasons = {
  customer_unknown: {
    operator:
      'The call names no customer of this System. Add the customer, or correct the rule that finds it.',
    buyer: notAllowed,
  },
  customer_limit_reached: {
    operator:
      'The System has made as many shop customers as createCustomers.maximum allows; none was made for this buyer. Raise it, or add the buyer to customers.',
    buyer: notAllowed,
  },
  shop_customer_unusable: {
    operator:
      'The shop customer is missing, inactive, a guest, or bound to another sales channel; or the shop has another customer with the address of one that is to be made. Mend it in the shop.',
    buyer: notAllowed,
  },
} as const satisfies Record<string, ReasonText>;
