import { timestamp } from './answer.ts';
import { element, type XmlElement } from './xml-element.ts';

/** ProfileResponse, cXML 1.2, chapter 4: the requests that are offered and where. */
export function profileResponse(systemUrl: string, effectiveAt: number): XmlElement {
  const transactions = ['PunchOutSetupRequest', 'ProfileRequest'].map((requestName) =>
    element('Transaction', { requestName }, element('URL', {}, systemUrl)),
  );
  return element('ProfileResponse', { effectiveDate: timestamp(effectiveAt) }, ...transactions);
}
