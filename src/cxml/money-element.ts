import type { Decimal } from '../punchout/money.ts';
import { element, type XmlElement } from './xml-element.ts';

export function moneyElement(amount: Decimal, currency: string): XmlElement {
  return element('Money', { currency }, amount);
}
