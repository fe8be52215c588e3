import { PunchOutError } from '../punchout/punchout-error.ts';
import { type CxmlHeader, readHeader } from './header.ts';
import { refuseSignature } from './signature.ts';
import { elements, requiredChild, type XmlElement } from './xml-element.ts';

/** A request document: its envelope read, its request still as it came. cXML 1.2, 3.1. */
export interface CxmlRequest {
  header: CxmlHeader;
  deploymentMode: string;
  /** `''` where the document has none. */
  payloadId: string;
  /** Default language of the document, for what we send back. */
  language: string;
  /** The element inside `Request`, e.g. `PunchOutSetupRequest`. */
  request: XmlElement;
}

/**
 * Reads the envelope as real systems send it: root in any letter case, attributes missing, elements in any order.
 * @throws PunchOutError `invalid_request`, `signature_required`, `signature_invalid`, `signature_unsupported`
 */
export function readEnvelope(root: XmlElement): CxmlRequest {
  if (root.name.toLowerCase() !== 'cxml')
    throw new PunchOutError('invalid_request', `root element ${root.name}`);
  refuseSignature(root);
  const wrapper = requiredChild(root, 'Request');
  const [request] = elements(wrapper);
  if (!request) throw new PunchOutError('invalid_request', 'Request is empty');
  return {
    header: readHeader(root),
    payloadId: (root.attributes.payloadID ?? '').trim(),
    deploymentMode: wrapper.attributes.deploymentMode ?? 'production',
    language: root.attributes['xml:lang'] || 'en-US',
    request,
  };
}
