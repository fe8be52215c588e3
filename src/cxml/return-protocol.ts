import type { CartRules, MappedCart } from '../punchout/map-cart.ts';
import type { ReturnProtocol } from '../punchout/ports.ts';
import type { PunchOutSession, ReturnForm } from '../punchout/session.ts';
import type { CxmlSystem, System } from '../punchout/system.ts';
import { type Origin, rootAttributes } from './answer.ts';
import { answerHeader } from './answer-header.ts';
import { cxmlFieldLimit } from './fields.ts';
import { type ProtocolData, protocolDataOf } from './protocol-data.ts';
import { emptyOrderMessage, punchOutOrderMessage } from './punchout-order-message.ts';
import { returnFields } from './return-fields.ts';
import { statusElement } from './status.ts';
import { element, type XmlElement } from './xml-element.ts';

const defaultDecimals = 4;

/** How a cXML session ends: a PunchOutOrderMessage in a form field, posted by the browser (cXML 1.2, 5.5.4). */
export function cxmlReturnProtocol(origin: Origin): ReturnProtocol {
  return {
    cartRules: ({ system }) => cartRules(cxml(system)),
    returnForm: (cart, { session, system, asOf }) => {
      const data = protocolDataOf(session);
      const content = [punchOutOrderMessage(marked(cart, asOf), data, cxml(system))];
      return form(session, cxml(system), { origin, data, content });
    },
    cancelForm: (session, system) => {
      const data = protocolDataOf(session);
      const content = [statusElement(204), emptyOrderMessage(data, 'EUR', cxml(system))];
      return form(session, cxml(system), { origin, data, content });
    },
  };
}

/**
 * A cart that was not read at its return says so with each line: neither version of the DTD has room for it in
 * PunchOutOrderMessageHeader.
 */
function marked(cart: MappedCart, asOf: number | undefined): MappedCart {
  if (asOf === undefined) return cart;
  const mark = { 'Extrinsic@CartAsOf': new Date(asOf).toISOString() };
  return { ...cart, lines: cart.lines.map((line) => ({ ...line, fields: { ...line.fields, ...mark } })) };
}

function cartRules({ prices, priceBasisQuantity, tax }: CxmlSystem): CartRules {
  const { decimals = defaultDecimals } = prices;
  const maximumUnit = priceBasisQuantity ? prices.maximumUnit : 1;
  return {
    limits: cxmlFieldLimit,
    prices: { minimumDecimals: Math.min(2, decimals), maximumDecimals: decimals, maximumUnit },
    taxLine: tax === 'own-line' ? { SupplierPartID: 'TAX' } : undefined,
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
  const header = answerHeader(data, system.headerCredentials);
  const root = element('cXML', rootAttributes(origin, data.language), header, message);
  return {
    action: session.returnUrl,
    target: session.returnTarget,
    charset: 'utf-8',
    fields: returnFields(root, system),
  };
}
