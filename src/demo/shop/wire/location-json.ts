import { COUNTRY_ID, SALUTATION_ID, SEEDED_AT, SYSTEM_CURRENCY_ID } from '../shop-constants.ts';
import type { ShopCustomer } from '../shop-customer.ts';
import { fixedId } from '../shopware-id.ts';

const ADDRESS_FORMAT = [
  ['address/company', 'symbol/dash', 'address/department'],
  ['address/first_name', 'address/last_name'],
  ['address/street'],
  ['address/zipcode', 'address/city'],
  ['address/country'],
];

export function countryJson() {
  return {
    translated: { name: 'Germany', customFields: {}, addressFormat: ADDRESS_FORMAT },
    createdAt: SEEDED_AT,
    updatedAt: null,
    name: 'Germany',
    iso: 'DE',
    position: 1,
    active: true,
    shippingAvailable: true,
    iso3: 'DEU',
    displayStateInRegistration: false,
    forceStateInRegistration: false,
    checkVatIdPattern: false,
    vatIdPattern: 'DE\\d{9}',
    vatIdRequired: false,
    customerTax: taxFreeConfig(),
    companyTax: taxFreeConfig(),
    states: null,
    translations: null,
    postalCodeRequired: true,
    isEu: true,
    checkPostalCodePattern: false,
    checkAdvancedPostalCodePattern: false,
    advancedPostalCodePattern: null,
    defaultPostalCodePattern: '\\d{5}',
    addressFormat: ADDRESS_FORMAT,
    customFields: null,
    id: COUNTRY_ID,
    apiAlias: 'country',
  };
}

export function salutationJson() {
  return {
    translated: { displayName: 'Not specified', letterName: ' ', customFields: {} },
    createdAt: SEEDED_AT,
    updatedAt: null,
    salutationKey: 'not_specified',
    displayName: 'Not specified',
    letterName: ' ',
    customFields: null,
    id: SALUTATION_ID,
    apiAlias: 'salutation',
  };
}

export function addressJson(customer: ShopCustomer) {
  return {
    translated: [],
    createdAt: SEEDED_AT,
    updatedAt: null,
    customerId: customer.id,
    countryId: COUNTRY_ID,
    countryStateId: null,
    salutationId: SALUTATION_ID,
    firstName: customer.firstName,
    lastName: customer.lastName,
    zipcode: customer.zipcode,
    city: customer.city,
    company: customer.company || null,
    department: null,
    title: null,
    street: customer.street,
    phoneNumber: null,
    additionalAddressLine1: null,
    additionalAddressLine2: null,
    country: countryJson(),
    countryState: null,
    salutation: salutationJson(),
    customFields: null,
    id: fixedId('address', customer.number),
    apiAlias: 'customer_address',
  };
}

function taxFreeConfig() {
  return {
    enabled: false,
    currencyId: SYSTEM_CURRENCY_ID,
    amount: 0,
    apiAlias: 'shopware_core_framework_data_abstraction_layer_tax_free_config',
  };
}
