import type { CxmlSystem } from '../punchout/system.ts';
import type { CxmlParty } from './header.ts';
import type { ProtocolData } from './protocol-data.ts';
import { element, type XmlElement } from './xml-element.ts';

/**
 * The parties of a returned cart (cXML 1.2, 3.1.7): whom the request was for speaks now, to whom it came from. A System
 * may name others in their place.
 */
export function answerHeader(
  data: ProtocolData,
  { from, to, sender }: CxmlSystem['headerCredentials'],
): XmlElement {
  return element(
    'Header',
    {},
    element('From', {}, party(from, data.to)),
    element('To', {}, party(to, data.from)),
    element('Sender', {}, party(sender, data.to.slice(0, 1)), element('UserAgent', {}, 'Punchgate')),
  );
}

function party(named: CxmlParty[number] | undefined, ofCall: CxmlParty): XmlElement[] {
  return (named ? [named] : ofCall).map(credential);
}

function credential({ domain, identity, type }: CxmlParty[number]): XmlElement {
  return element('Credential', { domain, type }, element('Identity', {}, identity));
}
