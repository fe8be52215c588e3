import { parseDocument } from '../../src/cxml/read-document.ts';
import { childNamed, childrenNamed, textOf, type XmlElement } from '../../src/cxml/xml-element.ts';
import { buyerUrl } from './gateway.ts';
import { formTo } from './html-form.ts';

/** A line as the buyer's system has it after a punchout, and sends it again as ItemOut. */
export interface ReturnedLine {
  number: string;
  reference: string;
  quantity: string;
}

/** With what the buyer's system only reads of it. */
interface PricedReturnedLine extends ReturnedLine {
  unit: string;
  price: string;
}

export interface ReturnedCart {
  /** 200 where the message has no Status. */
  status: string;
  header: XmlElement;
  lines: PricedReturnedLine[];
  /** The document. */
  text: string;
}

/** What a return page brings the buyer's system by cXML. */
export function returnedCart(page: string): ReturnedCart {
  const [field] = formTo(page, buyerUrl).fields;
  const text = Buffer.from(field?.[1] ?? '', 'base64').toString();
  const cxml = parseDocument(text);
  const wrapper = childNamed(cxml, 'Message');
  const message = childNamed(wrapper, 'PunchOutOrderMessage');
  const header = childNamed(message, 'PunchOutOrderMessageHeader');
  if (!message || !header) throw new Error('no PunchOutOrderMessage');
  return {
    status: childNamed(wrapper, 'Status')?.attributes.code ?? '200',
    header,
    text,
    lines: childrenNamed(message, 'ItemIn').map(lineOf),
  };
}

function lineOf(item: XmlElement): PricedReturnedLine {
  const [id, detail] = [childNamed(item, 'ItemID'), childNamed(item, 'ItemDetail')];
  return {
    number: textOf(childNamed(id, 'SupplierPartID')),
    reference: textOf(childNamed(id, 'SupplierPartAuxiliaryID')),
    quantity: item.attributes.quantity ?? '',
    unit: textOf(childNamed(detail, 'UnitOfMeasure')),
    price: textOf(childNamed(childNamed(detail, 'UnitPrice'), 'Money')),
  };
}

/** ItemID with what is not empty. */
export function itemId({ number, reference }: Omit<ReturnedLine, 'quantity'>): string {
  const auxiliaryId = reference && `<SupplierPartAuxiliaryID>${reference}</SupplierPartAuxiliaryID>`;
  return `<ItemID><SupplierPartID>${number}</SupplierPartID>${auxiliaryId}</ItemID>`;
}

export function itemsOut(lines: readonly ReturnedLine[]): string {
  return lines.map((line) => `<ItemOut quantity="${line.quantity}">${itemId(line)}</ItemOut>`).join('');
}
