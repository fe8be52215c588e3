import { element, type XmlElement } from './xml-element.ts';

/** PunchOutSetupResponse, cXML 1.2, chapter 5.4: the one-time address that the buyer's browser opens. */
export function punchOutSetupResponse(startPageUrl: string): XmlElement {
  return element('PunchOutSetupResponse', {}, element('StartPage', {}, element('URL', {}, startPageUrl)));
}
