import { parseDocument, readDocument } from '../cxml/read-document.ts';
import { readOrderMessage } from '../cxml/read-order-message.ts';
import type { XmlElement } from '../cxml/xml-element.ts';
import { readFormFile } from '../oci/read-form-file.ts';
import { readItems } from '../oci/read-items.ts';
import { isJsonCart, readJsonCart } from '../oci/read-json-cart.ts';
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
  const formFields = fields.length;
  const message = messageIn(fields);
  if (message) return { ...readOrderMessage(message), formFields };
  const json = fields.find(([, value]) => isJsonCart(value))?.[1];
  return json === undefined ? readItems(fields) : { ...readJsonCart(json), formFields };
}

/** Base64 counts where both fields are there; the other one has no encoding of its own (cXML 1.2, 5.5.4). */
function messageIn(fields: Pairs): XmlElement | undefined {
  const field = (wanted: string) => fields.find(([name]) => name.toLowerCase() === wanted)?.[1];
  const base64 = field('cxml-base64');
  if (base64 !== undefined) return readDocument(Buffer.from(base64, 'base64'), '');
  const text = field('cxml-urlencoded');
  return text === undefined ? undefined : parseDocument(text);
}
