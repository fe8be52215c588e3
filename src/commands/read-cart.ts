import { cartDocuments } from '../cxml/cart-documents.ts';
import { readDocument } from '../cxml/read-document.ts';
import { readOrderMessage } from '../cxml/read-order-message.ts';
import { childNamed } from '../cxml/xml-element.ts';
import { readCartFields } from '../oci/read-cart-fields.ts';
import { isForm, readFormFile } from '../oci/read-form-file.ts';
import { PunchOutError } from '../punchout/punchout-error.ts';
import type { WireCart } from '../punchout/wire-cart.ts';
import { kindOf } from './input-file.ts';

type Pairs = readonly (readonly [name: string, value: string])[];

/**
 * The cart in a file: a PunchOutOrderMessage, a form of either protocol, or a cart as JSON.
 * @throws PunchOutError where a document cannot be read, or is no cart
 */
export function cartOfBytes(bytes: Buffer): WireCart {
  if (bytes.toString('latin1').trim() === '') throw noCart('the file is empty');
  if (kindOf(bytes) === 'cxml') return cartOfMessage(bytes);
  const form = readFormFile(bytes);
  if (!isForm(form)) throw noCart('the file is neither a cXML document nor an OCI form');
  return cartOfFields(form.fields.map(({ name, value }) => [name, value] as const));
}

/**
 * The cart in the fields of a form.
 * @throws PunchOutError as `cartOfBytes`
 */
export function cartOfFields(fields: Pairs): WireCart {
  const [message] = cartDocuments(fields);
  if (message) return { ...cartOfMessage(message), formFields: fields.length };
  if (fields.some(([name]) => name.toUpperCase() === 'HOOK_URL'))
    throw noCart('this is the call of a buyer, with a HOOK_URL, not a cart');
  return readCartFields(fields);
}

function cartOfMessage(bytes: Buffer): WireCart {
  const root = readDocument(bytes, '');
  const [kind] = ['Request', 'Response'].filter((name) => childNamed(root, name));
  if (kind) throw noCart(`this is a ${kind.toLowerCase()}, not a cart: a cart is a PunchOutOrderMessage`);
  return readOrderMessage(root);
}

function noCart(detail: string): PunchOutError {
  return new PunchOutError('invalid_request', detail);
}
