import type Big from 'big.js';
import type { TaxStatus } from '../shop-customer.ts';

const euro = new Intl.NumberFormat('en-IE', { style: 'currency', currency: 'EUR' });

export function priceText(amount: Big): string {
  return euro.format(amount.toNumber());
}

export function taxNote(taxStatus: TaxStatus): string {
  return taxStatus === 'gross' ? 'incl. VAT' : 'plus VAT';
}
