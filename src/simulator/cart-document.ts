import { decodeXml } from '../cxml/decode-xml.ts';
import { parseDocument } from '../cxml/read-document.ts';
import { childNamed, type XmlElement } from '../cxml/xml-element.ts';
import { asPunchOutError } from '../punchout/punchout-error.ts';

/** A document that carries a cart, read as far as it can be read. */
export interface CartDocument {
  root?: XmlElement;
  /** `''` where it could not be decoded. */
  text: string;
  /** Why it could not be read. */
  fault: string;
}

export function readCartDocument(bytes: Buffer): CartDocument {
  let text = '';
  try {
    text = decodeXml(bytes, '');
    return { root: parseDocument(text), text, fault: '' };
  } catch (thrown) {
    return { text, fault: asPunchOutError(thrown).detail };
  }
}

export function orderMessageIn(root: XmlElement | undefined): XmlElement | undefined {
  return childNamed(childNamed(root, 'Message'), 'PunchOutOrderMessage');
}
