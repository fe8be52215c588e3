import { rootAttributes } from '../src/cxml/answer.ts';
import { answerHeader } from '../src/cxml/answer-header.ts';
import { protocolDataOf } from '../src/cxml/protocol-data.ts';
import { punchOutOrderMessage } from '../src/cxml/punchout-order-message.ts';
import { punchOutSetupResponse } from '../src/cxml/punchout-setup-response.ts';
import { cxmlReturnProtocol } from '../src/cxml/return-protocol.ts';
import { statusElement } from '../src/cxml/status.ts';
import { element, type XmlElement } from '../src/cxml/xml-element.ts';
import { mapCart } from '../src/punchout/map-cart.ts';
import { sampleCart } from './sample-cart.ts';
import { sampleOrigin, sampleVisit } from './sample-visit.ts';

/** A PunchOutOrderMessage as a tree, ready to be written. */
export function sampleMessage(lineCount: number): XmlElement {
  const visit = sampleVisit('cxml');
  const { system } = visit;
  if (system.protocol !== 'cxml') throw new Error('the sample of a cXML visit has a cXML System');
  const data = protocolDataOf(visit.session);
  const rules = cxmlReturnProtocol(sampleOrigin).cartRules(visit);
  const cart = mapCart({ cart: sampleCart(lineCount), ...visit }, rules);
  const message = punchOutOrderMessage(cart, data, system);
  return element(
    'cXML',
    rootAttributes(sampleOrigin, data.language),
    answerHeader(data, system.headerCredentials),
    element('Message', { deploymentMode: 'production' }, message),
  );
}

/** The answer to a PunchOutSetupRequest as a tree. */
export function sampleAnswer(): XmlElement {
  const startPage =
    'https://punchout.bench.example/punchgate/start/QdJDH5v7GiTz5sKJOnaX02soer0cZOsnpt4VYd7qbZw';
  const response = element('Response', {}, statusElement(200), punchOutSetupResponse(startPage));
  return element('cXML', rootAttributes(sampleOrigin), response);
}
