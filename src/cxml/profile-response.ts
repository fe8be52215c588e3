import type { CxmlSystem } from '../punchout/system.ts';
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

/** What a System offers. */
export interface Offer extends Pick<CxmlSystem, 'operationAllowed'> {
  systemUrl: string;
  /** Epoch milliseconds. */
  effectiveAt: number;
}

/** ProfileResponse, cXML 1.2, chapter 4: the requests that are offered, where, and how far. */
export function profileResponse({ systemUrl, effectiveAt, ...offer }: Offer): XmlElement {
  const transactions = servedRequests.map((requestName) =>
    element('Transaction', { requestName }, element('URL', {}, systemUrl), options(requestName, offer)),
  );
  return element('ProfileResponse', { effectiveDate: timestamp(effectiveAt) }, ...transactions);
}

/** The DTD names no options. `operationAllowed` is the highest operation, as in the header of a cart. */
function options(
  request: ServedRequest,
  { operationAllowed }: Pick<Offer, 'operationAllowed'>,
): XmlElement[] {
  if (request !== 'PunchOutSetupRequest') return [];
  return [
    element('Option', { name: 'operationAllowed' }, operationAllowed),
    element('Option', { name: 'source' }, 'Yes'),
  ];
}
