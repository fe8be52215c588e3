import { OTHER_SALES_CHANNEL_ID } from '../shop-constants.ts';
import type { ShopCustomer } from '../shop-customer.ts';
import { fixedId } from '../shopware-id.ts';

type Defaulted =
  | 'id'
  | 'active'
  | 'guest'
  | 'boundSalesChannelId'
  | 'taxStatus'
  | 'freeShipping'
  | 'discountFrom'
  | 'customFields';

export const seedCustomers: ShopCustomer[] = [
  customer({
    number: 'K-10001',
    email: 'einkauf@acme.example',
    company: 'Acme Manufacturing GmbH',
    firstName: 'Jürgen',
    lastName: 'Weiß',
    password: 'acme-demo-password',
    street: 'Gewerbestraße 12',
    zipcode: '24941',
    city: 'Flensburg',
    customFields: { nordwerk_erp: { debtor: '4711', cost_centers: ['K100', 'K200'] } },
  }),
  customer({
    number: 'K-10002',
    email: 'purchasing@globex.example',
    company: 'Globex Industries',
    firstName: 'Maya',
    lastName: 'Lindqvist',
    password: 'globex-demo-password',
    street: 'Hafenallee 3',
    zipcode: '20457',
    city: 'Hamburg',
    taxStatus: 'net',
    freeShipping: true,
    discountFrom: '250.00',
  }),
  customer({
    number: 'K-10003',
    email: 'office@initech.example',
    company: 'Initech Handels GmbH',
    firstName: 'Peter',
    lastName: 'Gibbons',
    password: 'initech-demo-password',
    street: 'Bürgerweide 9',
    zipcode: '28195',
    city: 'Bremen',
    active: false,
  }),
  customer({
    number: 'K-10004',
    email: 'gast@example.com',
    company: '',
    firstName: 'Hanna',
    lastName: 'Gast',
    password: null,
    street: 'Seeweg 1',
    zipcode: '23552',
    city: 'Lübeck',
    guest: true,
  }),
  customer({
    number: 'K-10005',
    email: 'bestellung@hooli.example',
    company: 'Hooli Deutschland AG',
    firstName: 'Gavin',
    lastName: 'Belson',
    password: 'hooli-demo-password',
    street: 'Ring 100',
    zipcode: '80331',
    city: 'München',
    boundSalesChannelId: OTHER_SALES_CHANNEL_ID,
  }),
];

function customer(
  seed: Omit<ShopCustomer, Defaulted> & Partial<Pick<ShopCustomer, Exclude<Defaulted, 'id'>>>,
): ShopCustomer {
  return {
    active: true,
    guest: false,
    boundSalesChannelId: null,
    taxStatus: 'gross',
    freeShipping: false,
    customFields: null,
    discountFrom: null,
    ...seed,
    id: fixedId('customer', seed.number),
  };
}
