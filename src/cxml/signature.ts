import { PunchOutError } from '../punchout/punchout-error.ts';
import { elements, type XmlElement } from './xml-element.ts';

/**
 * Refuses a signed document: XML signatures (cXML 1.2, chapter on digital signatures) are not verified, and one that is
 * not verified must not be taken for a proof.
 * @throws PunchOutError `signature_required`, `signature_invalid`, `signature_unsupported`
 */
export function refuseSignature(root: XmlElement): void {
  const signature = childCalled(root, 'Signature');
  if (signature) throw refusal(signature);
  const version = root.attributes.signatureVersion;
  if (version !== undefined)
    throw new PunchOutError('signature_required', `signatureVersion "${version.slice(0, 20)}"`);
}

function refusal(signature: XmlElement): PunchOutError {
  const signedInfo = childCalled(signature, 'SignedInfo');
  const parts = {
    SignedInfo: signedInfo,
    SignatureValue: childCalled(signature, 'SignatureValue'),
    Reference: signedInfo && childCalled(signedInfo, 'Reference'),
  };
  const missing = Object.entries(parts).flatMap(([name, part]) => (part ? [] : [name]));
  return missing.length > 0
    ? new PunchOutError('signature_invalid', `the Signature has no ${missing.join(', ')}`)
    : new PunchOutError('signature_unsupported', 'the document is signed');
}

/** Whatever prefix the namespace of signatures has. */
function childCalled(parent: XmlElement, name: string): XmlElement | undefined {
  return elements(parent).find((child) => child.name.slice(child.name.indexOf(':') + 1) === name);
}
