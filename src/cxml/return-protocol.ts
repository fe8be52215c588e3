import type { ReturnProtocol } from '../punchout/ports.ts';
import type { PunchOutSession, ReturnForm } from '../punchout/session.ts';
import type { CxmlSystem, System } from '../punchout/system.ts';
import { type Origin, rootAttributes } from './answer.ts';
import { cxmlFieldLimit } from './fields.ts';
import { type ProtocolData, protocolDataOf } from './protocol-data.ts';
import { answerHeader, emptyOrderMessage, punchOutOrderMessage } from './punchout-order-message.ts';
import { statusElement } from './status.ts';
import { writeLongDocument } from './write-document.ts';
import { element, type XmlElement } from './xml-element.ts';

const defaultDecimals = 4;

/** How a cXML session ends: a PunchOutOrderMessage in a form field, posted by the browser (cXML 1.2, 5.5.4). */
export function cxmlReturnProtocol(origin: Origin): ReturnProtocol {
  return {
    cartRules: ({ prices: { decimals = defaultDecimals } }) => ({
      limits: cxmlFieldLimit,
      prices: { minimumDecimals: Math.min(2, decimals), maximumDecimals: decimals, maximumUnit: 1 },
    }),
    returnForm: (cart, { session, system }) => {
      const data = protocolDataOf(session);
      return form(session, cxml(system), { origin, data, content: [punchOutOrderMessage(cart, data)] });
    },
    cancelForm: (session, system) => {
      const data = protocolDataOf(session);
      const content = [statusElement(204), emptyOrderMessage(data, 'EUR')];
      return form(session, cxml(system), { origin, data, content });
    },
  };
}

function cxml(system: System): CxmlSystem {
  if (system.protocol !== 'cxml') throw new Error(`System ${system.name} is no cXML System`);
  return system;
}

interface MessageParts {
  origin: Origin;
  data: ProtocolData;
  content: XmlElement[];
}

function form(
  session: PunchOutSession,
  system: CxmlSystem,
  { origin, data, content }: MessageParts,
): ReturnForm {
  const mode = data.deploymentMode === 'test' ? 'test' : 'production';
  const message = element('Message', { deploymentMode: mode }, ...content);
  const root = element('cXML', rootAttributes(origin, data.language), answerHeader(data), message);
  const ascii = system.returnField === 'cxml-urlencoded';
  const text = writeLongDocument(root, { dtdVersion: system.dtdVersion, ascii });
  return {
    action: session.returnUrl,
    target: session.returnTarget,
    charset: 'utf-8',
    fields: [[system.returnField, ascii ? text : Buffer.from(text).toString('base64')]],
  };
}
