import { cartDocuments } from '../cxml/cart-documents.ts';
import { childNamed, childrenNamed, textOf, type XmlElement } from '../cxml/xml-element.ts';
import { orderMessageIn, readCartDocument } from './cart-document.ts';
import { type Check, judged, skipped } from './check.ts';
import { codeSeen } from './cxml-answer.ts';
import { type CxmlPorts, send } from './cxml-exchange.ts';
import { type CxmlBuyer, type EarlierLine, setupRequest } from './cxml-request.ts';
import type { ReceivedCart } from './receive-cart.ts';

/** Sends a received cart back, to be changed and to be looked at, as far as platform and cart allow it. */
export async function returnedCartChecks(
  { fields }: ReceivedCart,
  buyer: CxmlBuyer,
  ports: CxmlPorts,
): Promise<Check[]> {
  const [bytes = Buffer.alloc(0)] = cartDocuments(fields);
  const message = orderMessageIn(readCartDocument(bytes).root);
  const lines = message ? childrenNamed(message, 'ItemIn').map(earlierLine) : [];
  const header = childNamed(message, 'PunchOutOrderMessageHeader');
  const allowed = header?.attributes.operationAllowed ?? 'create';
  const checks: Check[] = [];
  for (const operation of ['edit', 'inspect'] as const) {
    const id = `cxml.${operation}-returned` as const;
    if (!buyer.call.operations.includes(operation))
      checks.push(...skipped(`the platform does not ${operation}`, id));
    else if (lines.length === 0) checks.push(...skipped('there are no lines', id));
    else if (!allows(allowed, operation)) checks.push(...skipped(`operationAllowed is ${allowed}`, id));
    else {
      const request = setupRequest(buyer, { buyerCookie: ports.newId(), operation, lines });
      const answer = await send(buyer, request, ports);
      const opened = answer.code === '200' && URL.canParse(answer.startPage);
      const page = answer.startPage === '' ? 'no start page' : 'a start page';
      checks.push(judged(id, opened, `${codeSeen(answer)}, ${page}`));
    }
  }
  return checks;
}

/** Whoever may edit may inspect too. */
function allows(allowed: string, operation: 'edit' | 'inspect'): boolean {
  return allowed === 'edit' || allowed === operation;
}

function earlierLine(item: XmlElement): EarlierLine {
  const id = childNamed(item, 'ItemID');
  return {
    quantity: item.attributes.quantity ?? '',
    number: textOf(childNamed(id, 'SupplierPartID')),
    reference: textOf(childNamed(id, 'SupplierPartAuxiliaryID')),
  };
}
