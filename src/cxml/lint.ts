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
    const structure = checkElement(root);
    return [...structure, ...timeFindings(root), ...(structure.length === 0 ? sumFindings(root) : [])];
  } catch (thrown) {
    return [{ path: 'document', problem: asPunchOutError(thrown).detail }];
  }
}

/** A DTD cannot say it: the time has a numeric offset and at most milliseconds (guide 3.1.6.2). */
export function timeFindings(root: XmlElement): Finding[] {
  const { timestamp = '' } = root.attributes;
  return offsetTime.test(timestamp)
    ? []
    : [{ path: root.name, problem: `timestamp "${timestamp}" has no offset` }];
}

/** The Total of a cart is the sum of its lines. */
export function sumFindings(root: XmlElement): Finding[] {
  const message = childNamed(childNamed(root, 'Message'), 'PunchOutOrderMessage');
  if (!message) return [];
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

function lineValue(item: XmlElement, decimals: number): string {
  const [money] = elements(childNamed(childNamed(item, 'ItemDetail'), 'UnitPrice') ?? item);
  return divide(multiply(decimal(textOf(money)), decimal(item.attributes.quantity ?? '')), '1', decimals);
}
