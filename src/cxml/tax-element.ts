import type { MappedCart } from '../punchout/map-cart.ts';
import { add, type Decimal, multiply, round } from '../punchout/money.ts';
import { moneyElement } from './money-element.ts';
import { element, type XmlElement } from './xml-element.ts';

/** What is taxed at one rate, or where `taxRate` is absent at several. */
interface TaxedAmount {
  total: Decimal;
  tax: Decimal;
  taxRate?: Decimal | undefined;
}

interface TaxInput {
  description: string;
  /** Undefined where no TaxDetail is wished for. */
  details: readonly TaxedAmount[] | undefined;
}

type TaxCurrency = Pick<MappedCart, 'currency' | 'currencyDecimals'>;

/** Tax of lines and of shipping in the header as one sum. */
export function headerTax(cart: MappedCart, isDetailed: boolean): XmlElement {
  const details = isDetailed ? byRate([...cart.lines, ...[cart.shipping ?? []].flat()]) : undefined;
  return taxElement(cart.tax, cart, { description: 'Tax', details });
}

/** Tax of one line; its rate is told in words too, for readers that know no TaxDetail. */
export function lineTax(line: TaxedAmount, currency: TaxCurrency, isDetailed: boolean): XmlElement {
  const description = line.taxRate === undefined ? 'Tax' : `Tax ${line.taxRate} %`;
  return taxElement(line.tax, currency, { description, details: isDetailed ? [line] : undefined });
}

function taxElement(amount: Decimal, currency: TaxCurrency, { description, details }: TaxInput): XmlElement {
  return element(
    'Tax',
    {},
    money(amount, currency),
    element('Description', { 'xml:lang': 'en-US' }, description),
    details?.map((detail) => taxDetail(detail, currency)),
  );
}

/** What DTD 1.2.014 and 1.2.071 both allow, in one order. */
function taxDetail({ total, tax, taxRate }: TaxedAmount, currency: TaxCurrency): XmlElement {
  const rate = taxRate === undefined ? {} : { percentageRate: taxRate };
  return element(
    'TaxDetail',
    { purpose: 'tax', category: 'vat', ...rate },
    element('TaxableAmount', {}, money(total, currency)),
    element('TaxAmount', {}, money(tax, currency)),
  );
}

function byRate(taxed: readonly TaxedAmount[]): TaxedAmount[] {
  const rates = Map.groupBy(taxed, ({ taxRate }) => taxRate && multiply(taxRate, '1'));
  return [...rates].map(([taxRate, amounts]) => ({
    taxRate,
    total: add(...amounts.map(({ total }) => total)),
    tax: add(...amounts.map(({ tax }) => tax)),
  }));
}

function money(amount: Decimal, { currency, currencyDecimals }: TaxCurrency): XmlElement {
  return moneyElement(round(amount, currencyDecimals), currency);
}
