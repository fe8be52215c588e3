import { describe, expect, test } from 'vitest';
import { writeAnswer } from '../../../src/cxml/answer.ts';
import { lintCxml } from '../../../src/cxml/lint.ts';
import { profileResponse } from '../../../src/cxml/profile-response.ts';
import { punchOutSetupResponse } from '../../../src/cxml/punchout-setup-response.ts';
import { parseDocument } from '../../../src/cxml/read-document.ts';
import { statusElement, statusOf } from '../../../src/cxml/status.ts';
import {
  childNamed,
  childrenNamed,
  elements,
  textOf,
  type XmlElement,
} from '../../../src/cxml/xml-element.ts';
import { type Reason, reasons } from '../../../src/punchout/reasons.ts';
import { noon, origin, sampleOffer } from './samples.ts';

/** Official codes and texts, as the cXML guide lists them. */
const officialTexts: Record<number, string> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  406: 'Not Acceptable',
  409: 'Conflict',
  412: 'Precondition Failed',
  450: 'Not Implemented',
  475: 'Signature Required',
  476: 'Signature Verification Failed',
  477: 'Signature Unacceptable',
  499: 'Document Size Error',
  500: 'Internal Server Error',
  560: 'Temporary server error',
};

/** What passes by itself or is our own fault: the buyer's system is to send the request again. */
const temporary: Reason[] = [
  'license_unverifiable',
  'license_untrusted',
  'license_grace_over',
  'shop_not_configured',
  'shop_unreachable',
  'shop_maintenance',
  'shop_refused',
  'shop_answer_invalid',
  'cart_total_mismatch',
  'cart_price_unrepresentable',
  'unit_unmapped',
  'field_missing',
  'field_too_long',
  'store_unavailable',
  'internal_error',
];

function responseIn(xml: string): XmlElement | undefined {
  return childNamed(parseDocument(xml), 'Response');
}

describe('every refusal has a Status', () => {
  const all = Object.keys(reasons) as Reason[];

  test('with an official code and text', () => {
    expect(Object.keys(statusOf).toSorted()).toEqual(all.toSorted());
    for (const reason of all) {
      const { attributes } = statusElement(statusOf[reason]);
      expect(attributes).toMatchObject({
        code: String(statusOf[reason]),
        text: officialTexts[statusOf[reason]],
      });
    }
  });

  test('of 5xx where it is worth sending again, of 4xx where it is not', () => {
    const repeated = all.filter((reason) => statusOf[reason] >= 500);
    expect(repeated.toSorted()).toEqual(temporary.toSorted());
    expect(Math.min(...Object.values(statusOf))).toBeGreaterThanOrEqual(400);
  });

  test('that tells an unknown buyer and a wrong secret apart for nobody outside', () => {
    expect(statusOf.unknown_system).toBe(401);
    expect(statusOf.invalid_credential).toBe(statusOf.unknown_system);
    expect(reasons.invalid_credential.buyer).toBe(reasons.unknown_system.buyer);
  });
});

describe('the answer to a buyer', () => {
  test('who is refused holds the Status and nothing else', () => {
    const xml = writeAnswer(origin, { code: 401, detail: 'Please contact the supplier. <ref> & "1"' });
    const response = responseIn(xml);
    expect(response && elements(response).map(({ name }) => name)).toEqual(['Status']);
    expect(childNamed(response, 'Status')?.attributes).toMatchObject({ code: '401', text: 'Unauthorized' });
    expect(textOf(response)).toBe('Please contact the supplier. <ref> & "1"');
    expect(lintCxml(xml)).toEqual([]);
  });

  test('who may come in holds one address, with its ampersands', () => {
    const address = 'https://gateway.example/start/abc?x=1&amp=2&y=%26';
    const xml = writeAnswer(origin, { code: 200 }, punchOutSetupResponse(address));
    const page = childNamed(childNamed(responseIn(xml), 'PunchOutSetupResponse'), 'StartPage');
    expect(textOf(childNamed(page, 'URL'))).toBe(address);
    expect(lintCxml(xml)).toEqual([]);
  });

  test('who asks for the profile finds every request that is served at the address of the System', () => {
    const xml = writeAnswer(origin, { code: 200 }, profileResponse(sampleOffer));
    const profile = childNamed(responseIn(xml), 'ProfileResponse');
    expect(profile?.attributes.effectiveDate).toBe('2026-07-01T12:00:00+00:00');
    const transactions = profile ? childrenNamed(profile, 'Transaction') : [];
    const urls = transactions.map((each) => [each.attributes.requestName, textOf(childNamed(each, 'URL'))]);
    expect(urls).toEqual([
      ['PunchOutSetupRequest', 'https://gateway.example/cxml/buyer'],
      ['ProfileRequest', 'https://gateway.example/cxml/buyer'],
      ['StatusUpdateRequest', 'https://gateway.example/cxml/buyer'],
      ['GetPendingRequest', 'https://gateway.example/cxml/buyer'],
    ]);
    expect(lintCxml(xml)).toEqual([]);
  });

  test.each(['create', 'inspect', 'edit'] as const)(
    'who asks for the profile learns that carts are good for %s',
    (operationAllowed) => {
      const xml = writeAnswer(origin, { code: 200 }, profileResponse({ ...sampleOffer, operationAllowed }));
      const setup = childNamed(childNamed(responseIn(xml), 'ProfileResponse'), 'Transaction');
      const options = setup ? childrenNamed(setup, 'Option') : [];
      expect(options.map((option) => [option.attributes.name, textOf(option)])).toEqual([
        ['operationAllowed', operationAllowed],
        ['source', 'Yes'],
      ]);
    },
  );

  test('has no Header, a payloadID of its own and the time with an offset', () => {
    const root = parseDocument(writeAnswer(origin, { code: 200 }));
    expect(elements(root).map(({ name }) => name)).toEqual(['Response']);
    expect(root.attributes).toEqual({
      payloadID: `${noon}.3f2c1f0e-6f0d-4b62-9a51-2f1f4f6f7a10@gateway.example`,
      timestamp: '2026-07-01T12:00:00+00:00',
      'xml:lang': 'en-US',
    });
  });
});
