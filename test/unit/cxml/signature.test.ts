import { describe, expect, test } from 'vitest';
import { readEnvelope } from '../../../src/cxml/envelope.ts';
import { parseDocument } from '../../../src/cxml/read-document.ts';
import { setupXml } from './setup-xml.ts';

const info = '<ds:SignedInfo><ds:Reference URI="#cXMLSignedInfo"/></ds:SignedInfo>';
const value = '<ds:SignatureValue>AAAA</ds:SignatureValue>';

function reasonFor(signature: string, root = ''): string {
  const text = setupXml({ root }).replace('</cXML>', `${signature}</cXML>`);
  try {
    return readEnvelope(parseDocument(text)).request.name;
  } catch (thrown) {
    return Reflect.get(Object(thrown), 'reason');
  }
}

function signed(content: string): string {
  return `<ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#">${content}</ds:Signature>`;
}

describe('a signed document', () => {
  test('is not taken for a proof that nobody has checked', () => {
    expect(reasonFor(signed(info + value), 'signatureVersion="1.0"')).toBe('signature_unsupported');
    expect(reasonFor(signed(info + value))).toBe('signature_unsupported');
    expect(reasonFor(signed(info + value).replaceAll('ds:', ''))).toBe('signature_unsupported');
  });

  test.each([
    ['a SignedInfo', value],
    ['a SignatureValue', info],
    ['a Reference', `<ds:SignedInfo/>${value}`],
    ['anything', ''],
  ])('is refused as invalid without %s', (_part, content) => {
    expect(reasonFor(signed(content))).toBe('signature_invalid');
  });

  test('must be signed where it says so', () => {
    expect(reasonFor('', 'signatureVersion="1.0"')).toBe('signature_required');
    expect(reasonFor('')).toBe('PunchOutSetupRequest');
  });
});
