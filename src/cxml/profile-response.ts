import { timestamp } from './answer.ts';
import { element, type XmlElement } from './xml-element.ts';

/** The requests that are served. */
const servedRequests = [
  'PunchOutSetupRequest',
  'ProfileRequest',
  'StatusUpdateRequest',
  'GetPendingRequest',
] as const;

export type ServedRequest = (typeof servedRequests)[number];

export function isServed(name: string): name is ServedRequest {
  return servedRequests.some((served) => served === name);
}

/** ProfileResponse, cXML 1.2, chapter 4: the requests that are offered and where. */
export function profileResponse(systemUrl: string, effectiveAt: number): XmlElement {
  const transactions = servedRequests.map((requestName) =>
    element('Transaction', { requestName }, element('URL', {}, systemUrl)),
  );
  return element('ProfileResponse', { effectiveDate: timestamp(effectiveAt) }, ...transactions);
}
