export type TaxStatus = 'gross' | 'net';

export interface ShopCustomer {
  id: string;
  number: string;
  email: string;
  /** Empty for private persons; null on the wire. */
  company: string;
  firstName: string;
  lastName: string;
  /** null: cannot log in. */
  password: string | null;
  street: string;
  zipcode: string;
  city: string;
  active: boolean;
  guest: boolean;
  boundSalesChannelId: string | null;
  /** What the customer's group sees: prices with tax or without. */
  taxStatus: TaxStatus;
  freeShipping: boolean;
  /** Goods value from which the framework discount of 5 % applies; null: never. */
  discountFrom: string | null;
  customFields: Record<string, unknown> | null;
}
