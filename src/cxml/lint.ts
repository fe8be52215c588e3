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
    return [...checkElement(root), ...timeFindings(root), ...sumFindings(root)];
  } catch (thrown) {
    return [{ path: 'document', problem: asPunchOutError(thrown).detail }];
  }
}

/** A DTD cannot say it: the time has a numeric offset and at most milliseconds (guide 3.1.6.2). */
function timeFindings(root: XmlElement): Finding[] {
  const { timestamp = '' } = root.attributes;
  return offsetTime.test(timestamp)
    ? []
    : [{ path: root.name, problem: `timestamp "${timestamp}" has no offset` }];
}

/** The Total of a cart is the sum of its lines. */
function sumFindings(root: XmlElement): Finding[] {
  const message = childNamed(childNamed(root, 'Message'), 'PunchOutOrderMessage');
  if (!message) return [];
  const header = childNamed(message, 'PunchOutOrderMessageHeader');
  const total = decimal(textOf(childNamed(childNamed(header, 'Total'), 'Money')));
  const sum = add('0', ...childrenNamed(message, 'ItemIn').map(lineValue));
  const problem = `Total is ${total}, the lines make ${sum}`;
  return equals(total, sum) ? [] : [{ path: 'PunchOutOrderMessageHeader/Total', problem }];
}

function lineValue(item: XmlElement): string {
  const [money] = elements(childNamed(childNamed(item, 'ItemDetail'), 'UnitPrice') ?? item);
  return divide(multiply(decimal(textOf(money)), decimal(item.attributes.quantity ?? '')), '1', 2);
}
