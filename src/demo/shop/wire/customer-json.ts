import { SALES_CHANNEL_ID, SEEDED_AT, SYSTEM_LANGUAGE_ID } from '../shop-constants.ts';
import type { ShopCustomer, TaxStatus } from '../shop-customer.ts';
import { fixedId } from '../shopware-id.ts';
import { addressJson } from './location-json.ts';

export function customerJson(customer: ShopCustomer) {
  const { id, number, email, company, firstName, lastName, active, guest, boundSalesChannelId } = customer;
  return {
    id,
    customerNumber: number,
    ...{ email, company: company || null, firstName, lastName, active, guest, boundSalesChannelId },
    groupId: groupId(customer.taxStatus),
    group: customerGroupJson(customer.taxStatus),
    salesChannelId: SALES_CHANNEL_ID,
    languageId: SYSTEM_LANGUAGE_ID,
    accountType: company ? 'business' : 'private',
    vatIds: null,
    lastLogin: null,
    defaultBillingAddress: addressJson(customer),
    activeBillingAddress: addressJson(customer),
    defaultShippingAddress: addressJson(customer),
    customFields: customer.customFields,
    createdAt: SEEDED_AT,
    updatedAt: null,
    apiAlias: 'customer',
  };
}

export function customerGroupJson(taxStatus: TaxStatus) {
  const name = taxStatus === 'gross' ? 'Standard customer group' : 'Business customers (net)';
  return {
    id: groupId(taxStatus),
    name,
    translated: { name },
    displayGross: taxStatus === 'gross',
    apiAlias: 'customer_group',
  };
}

function groupId(taxStatus: TaxStatus): string {
  return fixedId('customer-group', taxStatus);
}
