import { cartDocuments } from '../cxml/cart-documents.ts';
import { childNamed, childrenNamed } from '../cxml/xml-element.ts';
import { orderMessageIn, readCartDocument } from './cart-document.ts';
import { type Check, judged, skipped } from './check.ts';
import type { CheckId } from './check-sentences.ts';
import { spelledForm } from './oci-items.ts';
import { type OciBuyer, parametersOf } from './oci-request.ts';
import type { ReceivedCart } from './receive-cart.ts';

export const ociCartIds = [
  'cart.items',
  'cart.fields',
  'cart.control-fields',
  'cart.hook-url',
  'cart.currency',
  'cart.receiver',
] as const satisfies CheckId[];

export const cxmlCartIds = [
  'cart.one-field',
  'cart.document',
  'cart.items',
  'cart.buyer-cookie',
  'cart.parties',
  'cart.no-secret',
  'cart.currency',
  'cart.units',
  'cart.receiver',
  'cxml.edit-returned',
  'cxml.inspect-returned',
] as const satisfies CheckId[];

/** What is told of a visit that the buyer has left. */
export function cancelledChecks(cartIds: readonly CheckId[]): Check[] {
  return [
    judged('cart.received', true, 'cancelled: the buyer left without a cart'),
    ...skipped('the visit was cancelled', ...cartIds),
  ];
}

/** A form with nothing but what the call has sent: no items, and nothing that could have been meant as one. */
export function isCancelledOci({ fields }: ReceivedCart, buyer: OciBuyer): boolean {
  const spelled = spelledForm(fields, buyer.startIndex);
  const query = URL.parse(buyer.hookUrl)?.searchParams.keys() ?? [];
  const sent = new Set([...parametersOf(buyer).map(([name]) => name), ...query].map(upper));
  const isSent = (name: string) =>
    name.startsWith('~') || sent.has(upper(name)) || /^returntarget$/i.test(name);
  return spelled.faults.length === 0 && spelled.fields.every(([name]) => isSent(name));
}

function upper(name: string): string {
  return name.toUpperCase();
}

/** Status 204 or a message without items: nothing of the requisition changes. cXML 1.2, 5.6.4. */
export function isCancelledCxml({ fields }: ReceivedCart): boolean {
  const [bytes = Buffer.alloc(0)] = cartDocuments(fields);
  const { root } = readCartDocument(bytes);
  const message = orderMessageIn(root);
  const status = childNamed(childNamed(root, 'Message'), 'Status');
  if (message) return childrenNamed(message, 'ItemIn').length === 0;
  return status?.attributes.code === '204';
}
