import type { MappedCart, MappedLine } from '../punchout/map-cart.ts';
import type { Decimal } from '../punchout/money.ts';
import { PunchOutError } from '../punchout/punchout-error.ts';
import type { CxmlSystem } from '../punchout/system.ts';
import { moneyElement } from './money-element.ts';
import type { ProtocolData } from './protocol-data.ts';
import { headerTax, lineTax } from './tax-element.ts';
import { element, type XmlElement } from './xml-element.ts';

/** What a System lays down for its messages. */
type MessageRules = Pick<CxmlSystem, 'tax' | 'taxDetail' | 'operationAllowed'>;

/**
 * PunchOutOrderMessage with the cart, cXML 1.2, chapter 5.5. A cart without lines takes all lines of an earlier one
 * back: no Status stands beside it.
 * @throws PunchOutError `field_missing`
 */
export function punchOutOrderMessage(cart: MappedCart, data: ProtocolData, rules: MessageRules): XmlElement {
  const items = cart.lines.map((line, index) => itemIn(line, { cart, data, rules, lineNumber: index + 1 }));
  return orderMessage(data, [header(cart, data, rules), ...items]);
}

/** No lines at all: beside Status 204 it means "nothing changed" (guide 5.6.4). */
export function emptyOrderMessage(data: ProtocolData, currency: string, rules: MessageRules): XmlElement {
  return orderMessage(data, [messageHeader(rules, element('Total', {}, moneyElement('0.00', currency)))]);
}

function orderMessage(data: ProtocolData, content: XmlElement[]): XmlElement {
  return element('PunchOutOrderMessage', {}, element('BuyerCookie', {}, ...data.buyerCookie), ...content);
}

/** Total is the sum of the lines; shipping and tax stand beside it where they are no lines. */
function header(cart: MappedCart, data: ProtocolData, rules: MessageRules): XmlElement {
  const total = element('Total', {}, moneyElement(cart.total, cart.currency));
  const tax = rules.tax === 'header' ? headerTax(cart, rules.taxDetail) : undefined;
  return messageHeader(rules, total, shippingElement(cart, data), tax);
}

function shippingElement({ shipping, currency }: MappedCart, data: ProtocolData): XmlElement | undefined {
  if (!shipping) return undefined;
  const description = element('Description', { 'xml:lang': data.language }, shipping.name);
  return element('Shipping', {}, moneyElement(shipping.total, currency), description);
}

function messageHeader(
  { operationAllowed }: MessageRules,
  ...content: (XmlElement | undefined)[]
): XmlElement {
  return element('PunchOutOrderMessageHeader', { operationAllowed, quoteStatus: 'final' }, ...content);
}

interface ItemContext {
  cart: MappedCart;
  data: ProtocolData;
  rules: MessageRules;
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

function itemIn(line: MappedLine, { cart, data, rules, lineNumber }: ItemContext): XmlElement {
  const { fields } = line;
  assertComplete(line, lineNumber);
  const auxiliaryId = optional('SupplierPartAuxiliaryID', fields.SupplierPartAuxiliaryID);
  return element(
    'ItemIn',
    { quantity: line.quantity, lineNumber: String(lineNumber) },
    element('ItemID', {}, element('SupplierPartID', {}, fields.SupplierPartID), auxiliaryId),
    itemDetail(line, cart, data),
    rules.tax === 'line' ? lineTax(line, cart, rules.taxDetail) : undefined,
  );
}

function itemDetail(
  { fields, price, priceUnit, unit }: MappedLine,
  { currency }: MappedCart,
  data: ProtocolData,
): XmlElement {
  const language = { 'xml:lang': data.language };
  const shortName = optional('ShortName', fields.ShortName);
  return element(
    'ItemDetail',
    {},
    element('UnitPrice', {}, moneyElement(price, currency)),
    element('Description', language, shortName, fields.Description),
    element('UnitOfMeasure', {}, unit),
    priceUnit === '1' ? undefined : priceBasis(priceUnit, unit),
    family(fields, 'Classification@').map(([domain, code]) => element('Classification', { domain }, code)),
    optional('ManufacturerPartID', fields.ManufacturerPartID),
    optional('ManufacturerName', fields.ManufacturerName, language),
    optional('URL', fields.URL),
    optional('LeadTime', fields.LeadTime),
    family(fields, 'Extrinsic@').map(([name, value]) => element('Extrinsic', { name }, value)),
  );
}

/** The price is that of so many, in the unit of the line: conversionFactor 1. */
function priceBasis(quantity: Decimal, unit: string): XmlElement {
  return element(
    'PriceBasisQuantity',
    { quantity, conversionFactor: '1' },
    element('UnitOfMeasure', {}, unit),
  );
}

function optional(name: string, value: string | undefined, attributes = {}): XmlElement | undefined {
  return value === undefined ? undefined : element(name, attributes, value);
}

/** Fields named `Extrinsic@CostCenter`, `Classification@UNSPSC`: the part behind the `@` and the value. */
function family(fields: Record<string, string>, prefix: string): [name: string, value: string][] {
  const entries = Object.entries(fields).filter(([name]) => name.startsWith(prefix));
  return entries.map(([name, value]) => [name.slice(prefix.length), value]);
}
