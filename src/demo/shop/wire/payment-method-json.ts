import { PAYMENT_METHOD_ID, SEEDED_AT } from '../shop-constants.ts';

export function paymentMethodJson() {
  const names = { name: 'Invoice', distinguishableName: 'Invoice', description: 'Payment within 30 days.' };
  return {
    translated: { ...names, customFields: {} },
    createdAt: SEEDED_AT,
    updatedAt: null,
    ...names,
    position: 1,
    active: true,
    afterOrderEnabled: true,
    translations: null,
    mediaId: null,
    media: null,
    shortName: 'invoice_payment',
    technicalName: 'payment_invoicepayment',
    ...{ synchronous: true, asynchronous: false, prepared: false, refundable: false, recurring: false },
    customFields: null,
    id: PAYMENT_METHOD_ID,
    apiAlias: 'payment_method',
  };
}
