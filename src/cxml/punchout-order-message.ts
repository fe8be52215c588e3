import type { MappedCart, MappedLine } from '../punchout/map-cart.ts';
import type { Decimal } from '../punchout/money.ts';
import { PunchOutError } from '../punchout/punchout-error.ts';
import type { CxmlParty } from './header.ts';
import type { ProtocolData } from './protocol-data.ts';
import { element, type XmlElement } from './xml-element.ts';

/** PunchOutOrderMessage with the cart, cXML 1.2, chapter 5.5. */
export function punchOutOrderMessage(cart: MappedCart, data: ProtocolData): XmlElement {
  const items = cart.lines.map((line, index) => itemIn(line, { cart, data, lineNumber: index + 1 }));
  return orderMessage(data, [header(cart, data), ...items]);
}

/** No lines at all: beside Status 204 it means "nothing changed" (guide 5.6.4). */
export function emptyOrderMessage(data: ProtocolData, currency: string): XmlElement {
  return orderMessage(data, [messageHeader(element('Total', {}, money('0.00', currency)))]);
}

function orderMessage(data: ProtocolData, content: XmlElement[]): XmlElement {
  return element('PunchOutOrderMessage', {}, element('BuyerCookie', {}, ...data.buyerCookie), ...content);
}

/** Total is the sum of the lines; shipping stands beside it. */
function header(cart: MappedCart, data: ProtocolData): XmlElement {
  const total = element('Total', {}, money(cart.total, cart.currency));
  const { shipping } = cart;
  if (!shipping) return messageHeader(total);
  const description = element('Description', { 'xml:lang': data.language }, shipping.name);
  return messageHeader(total, element('Shipping', {}, money(shipping.total, cart.currency), description));
}

function messageHeader(...content: XmlElement[]): XmlElement {
  return element(
    'PunchOutOrderMessageHeader',
    { operationAllowed: 'create', quoteStatus: 'final' },
    ...content,
  );
}

interface ItemContext {
  cart: MappedCart;
  data: ProtocolData;
  lineNumber: number;
}

/** @throws PunchOutError `field_missing` for what the DTD demands of a line */
function assertComplete({ fields }: MappedLine, lineNumber: number): void {
  const { SupplierPartID, Description } = fields;
  const classified = family(fields, 'Classification@').length > 0;
  const lacking = [
    ...(SupplierPartID ? [] : ['SupplierPartID']),
    ...(Description ? [] : ['Description']),
    ...(classified ? [] : ['Classification']),
  ];
  if (lacking.length > 0)
    throw new PunchOutError('field_missing', `line ${lineNumber}: ${lacking.join(', ')}`);
}

function itemIn(line: MappedLine, { cart, data, lineNumber }: ItemContext): XmlElement {
  const { fields } = line;
  assertComplete(line, lineNumber);
  const auxiliaryId = optional('SupplierPartAuxiliaryID', fields.SupplierPartAuxiliaryID);
  return element(
    'ItemIn',
    { quantity: line.quantity, lineNumber: String(lineNumber) },
    element('ItemID', {}, element('SupplierPartID', {}, fields.SupplierPartID), auxiliaryId),
    itemDetail(line, cart, data),
  );
}

function itemDetail(
  { fields, price, unit }: MappedLine,
  { currency }: MappedCart,
  data: ProtocolData,
): XmlElement {
  const language = { 'xml:lang': data.language };
  const shortName = optional('ShortName', fields.ShortName);
  return element(
    'ItemDetail',
    {},
    element('UnitPrice', {}, money(price, currency)),
    element('Description', language, shortName, fields.Description),
    element('UnitOfMeasure', {}, unit),
    family(fields, 'Classification@').map(([domain, code]) => element('Classification', { domain }, code)),
    optional('ManufacturerPartID', fields.ManufacturerPartID),
    optional('ManufacturerName', fields.ManufacturerName, language),
    optional('URL', fields.URL),
    optional('LeadTime', fields.LeadTime),
    family(fields, 'Extrinsic@').map(([name, value]) => element('Extrinsic', { name }, value)),
  );
}

function money(amount: Decimal, currency: string): XmlElement {
  return element('Money', { currency }, amount);
}

function optional(name: string, value: string | undefined, attributes = {}): XmlElement | undefined {
  return value === undefined ? undefined : element(name, attributes, value);
}

/** Fields named `Extrinsic@CostCenter`, `Classification@UNSPSC`: the part behind the `@` and the value. */
function family(fields: Record<string, string>, prefix: string): [name: string, value: string][] {
  const entries = Object.entries(fields).filter(([name]) => name.startsWith(prefix));
  return entries.map(([name, value]) => [name.slice(prefix.length), value]);
}

/** The parties of an answer: whom the request was for speaks now, to whom it came from. */
export function answerHeader(data: ProtocolData): XmlElement {
  const [self] = data.to;
  return element(
    'Header',
    {},
    element('From', {}, data.to.map(credential)),
    element('To', {}, data.from.map(credential)),
    element('Sender', {}, self && credential(self), element('UserAgent', {}, 'Punchgate')),
  );
}

function credential({ domain, identity, type }: CxmlParty[number]): XmlElement {
  return element('Credential', { domain, type }, element('Identity', {}, identity));
}
