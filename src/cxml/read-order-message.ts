import { PunchOutError } from '../punchout/punchout-error.ts';
import type { WireCart, WireField } from '../punchout/wire-cart.ts';
import { childNamed, childrenNamed, elements, textOf, type XmlElement } from './xml-element.ts';

/**
 * The lines of a PunchOutOrderMessage under the names that a System maps them by, whatever their order.
 * @throws PunchOutError `invalid_request` where the document is another message
 */
export function readOrderMessage(root: XmlElement): WireCart {
  const message = childNamed(childNamed(root, 'Message'), 'PunchOutOrderMessage');
  if (!message) throw new PunchOutError('invalid_request', 'the document has no PunchOutOrderMessage');
  const lines = childrenNamed(message, 'ItemIn').map((item, position) => ({
    index: position + 1,
    fields: itemFields(item).filter(({ value }) => value !== ''),
  }));
  return { protocol: 'cxml', lines, strays: [] };
}

const containers = ['ItemID', 'ItemDetail'];

function itemFields(item: XmlElement): WireField[] {
  const inside = elements(item).flatMap((child) =>
    containers.includes(child.name) ? elements(child).flatMap(fieldsOf) : fieldsOf(child),
  );
  return [{ name: 'quantity', value: item.attributes.quantity?.trim() ?? '' }, ...inside];
}

function fieldsOf(child: XmlElement): WireField[] {
  const { name, attributes } = child;
  if (name === 'UnitPrice') return priceFields(child);
  if (name === 'Description') return descriptionFields(child);
  if (name === 'PriceBasisQuantity') return [{ name, value: attributes.quantity?.trim() ?? '' }];
  const key = attributes.domain ?? (name === 'Extrinsic' ? attributes.name : undefined);
  return [{ name: key === undefined ? name : `${name}@${key}`, value: oneLine(textOf(child)) }];
}

function priceFields(child: XmlElement): WireField[] {
  const money = childNamed(child, 'Money');
  return [
    { name: 'UnitPrice', value: textOf(money) },
    { name: 'Currency', value: money?.attributes.currency ?? '' },
  ];
}

/** The short name stands inside the description and is none of its text. */
function descriptionFields(child: XmlElement): WireField[] {
  const text = { ...child, children: child.children.filter((node) => typeof node === 'string') };
  return [
    { name: 'Description', value: oneLine(textOf(text)) },
    { name: 'ShortName', value: oneLine(textOf(childNamed(child, 'ShortName'))) },
  ];
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ');
}
