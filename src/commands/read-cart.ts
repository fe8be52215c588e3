import { cartDocuments } from '../cxml/cart-documents.ts';
import { readDocument } from '../cxml/read-document.ts';
import { readOrderMessage } from '../cxml/read-order-message.ts';
import { readCartFields } from '../oci/read-cart-fields.ts';
import { readFormFile } from '../oci/read-form-file.ts';
import type { WireCart } from '../punchout/wire-cart.ts';
import { kindOf } from './input-file.ts';

type Pairs = readonly (readonly [name: string, value: string])[];

/**
 * The cart in a file: a PunchOutOrderMessage, or a form of either protocol.
 * @throws PunchOutError where a document cannot be read
 */
export function cartOfBytes(bytes: Buffer): WireCart {
  if (kindOf(bytes) === 'cxml') return readOrderMessage(readDocument(bytes, ''));
  return cartOfFields(readFormFile(bytes).fields.map(({ name, value }) => [name, value] as const));
}

/** The cart in the fields of a form. */
export function cartOfFields(fields: Pairs): WireCart {
  const [message] = cartDocuments(fields);
  if (!message) return readCartFields(fields);
  return { ...readOrderMessage(readDocument(message, '')), formFields: fields.length };
}
