export interface MadeCustomerTables {
  madeCustomers: MadeCustomersTable;
}

/** Shop customers that were made for buyers of a System. */
export interface MadeCustomersTable {
  systemId: string;
  customerId: string;
  /** In small letters. */
  emailKey: string;
  email: string;
  name: string;
  /** Which one of its System it is, from 1. */
  place: number;
  /** 0 while the shop is not known to have it. */
  made: number;
  reservedAt: number;
}
