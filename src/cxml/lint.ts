import { add, decimal, divide, equals, multiply } from '../punchout/money.ts';
import { asPunchOutError } from '../punchout/punchout-error.ts';
import { checkElement, type Finding } from './check-element.ts';
import { parseDocument } from './read-document.ts';
import { childNamed, childrenNamed, elements, textOf, type XmlElement } from './xml-element.ts';

const offsetTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?[+-]\d\d:\d\d$/;

/** What is wrong with a document of the kinds that Punchgate writes; nothing where it is valid. */
export function lintCxml(xml: string): Finding[] {
  try {
    const root = parseDocument(xml);
    const structure = checkElement(root, dtdVersionOf(xml));
    return [...structure, ...timeFindings(root), ...(structure.length === 0 ? sumFindings(root) : [])];
  } catch (thrown) {
    return [{ path: 'document', problem: asPunchOutError(thrown).detail }];
  }
}

/** The version that the DOCTYPE names; one that has everything where it names none. */
export function dtdVersionOf(text: string): string {
  return /<!DOCTYPE[^>]*\/(1\.2\.\d{3})\/\w+\.dtd/i.exec(text)?.[1] ?? '1.2.999';
}

/** A DTD cannot say it: the time has a numeric offset and at most milliseconds (guide 3.1.6.2). */
export function timeFindings(root: XmlElement): Finding[] {
  const { timestamp = '' } = root.attributes;
  return offsetTime.test(timestamp)
    ? []
    : [{ path: root.name, problem: `timestamp "${timestamp}" has no offset` }];
}

/** The Total of a cart is the sum of its lines, a Tax that of its TaxDetails. */
export function sumFindings(root: XmlElement): Finding[] {
  const message = childNamed(childNamed(root, 'Message'), 'PunchOutOrderMessage');
  if (!message) return [];
  return [...totalFindings(message), ...elements(message).flatMap(taxFindings)];
}

function totalFindings(message: XmlElement): Finding[] {
  const header = childNamed(message, 'PunchOutOrderMessageHeader');
  const money = childNamed(childNamed(header, 'Total'), 'Money');
  const total = decimal(textOf(money));
  const decimals = decimalsOf(money?.attributes.currency ?? '');
  const sum = add('0', ...childrenNamed(message, 'ItemIn').map((item) => lineValue(item, decimals)));
  const problem = `Total is ${total}, the lines make ${sum}`;
  return equals(total, sum) ? [] : [{ path: 'PunchOutOrderMessageHeader/Total', problem }];
}

function decimalsOf(currency: string): number {
  return (
    new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
  );
}

/** The price is that of as many as the PriceBasisQuantity names, one where it is absent. */
function lineValue(item: XmlElement, decimals: number): string {
  const detail = childNamed(item, 'ItemDetail');
  const [money] = elements(childNamed(detail, 'UnitPrice') ?? item);
  const { quantity: basis = '1', conversionFactor = '1' } =
    childNamed(detail, 'PriceBasisQuantity')?.attributes ?? {};
  const priced = multiply(decimal(item.attributes.quantity ?? ''), decimal(conversionFactor));
  return divide(multiply(decimal(textOf(money)), priced), decimal(basis), decimals);
}

function taxFindings(parent: XmlElement): Finding[] {
  const tax = childNamed(parent, 'Tax');
  const details = tax ? childrenNamed(tax, 'TaxDetail') : [];
  if (details.length === 0) return [];
  const amount = decimal(textOf(childNamed(tax, 'Money')));
  const sum = add(...details.map((detail) => decimal(textOf(childNamed(detail, 'TaxAmount')))));
  const problem = `Tax is ${amount}, its details make ${sum}`;
  return equals(amount, sum) ? [] : [{ path: `${parent.name}/Tax`, problem }];
}
