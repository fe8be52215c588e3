import type { RequestedLine } from '../punchout/earlier-cart.ts';
import { PunchOutError } from '../punchout/punchout-error.ts';
import { frameName } from '../punchout/return-url.ts';
import { sameName } from '../punchout/same-name.ts';
import type { PunchOutOperation } from '../punchout/session.ts';
import { type Detail, setupDetails } from './setup-details.ts';
import {
  childNamed,
  childrenNamed,
  requiredChild,
  textOf,
  type XmlElement,
  type XmlNode,
} from './xml-element.ts';

/** PunchOutSetupRequest, cXML 1.2, chapter 5.3. */
export interface PunchOutSetupRequest {
  /** Content of the BuyerCookie exactly as it came; it may hold markup. */
  buyerCookie: XmlNode[];
  operation: PunchOutOperation;
  /** The lines that the buyer's system has (ItemOut). */
  lines: RequestedLine[];
  /** SupplierPartID of the SelectedItem: the buyer has chosen the article already (level 2). */
  selectedNumber: string | undefined;
  returnUrl: string | undefined;
  extrinsics: (readonly [name: string, value: string])[];
  contactEmail: string | undefined;
  /** ShipTo and the first Contact: `ShipTo.City`, `Contact.Name`. */
  details: Detail[];
}

/**
 * Only direct children are read: an Extrinsic inside ShipTo or Contact is another one.
 * @throws PunchOutError `invalid_request`, `unsupported_operation`
 */
export function readPunchOutSetupRequest(request: XmlElement): PunchOutSetupRequest {
  const selected = childNamed(childNamed(request, 'SelectedItem'), 'ItemID');
  return {
    operation: operationOf(request),
    lines: childrenNamed(request, 'ItemOut').map(requestedLine),
    selectedNumber: textOf(childNamed(selected, 'SupplierPartID')) || undefined,
    buyerCookie: requiredChild(request, 'BuyerCookie').children,
    returnUrl: urlOf(childNamed(request, 'BrowserFormPost')),
    extrinsics: childrenNamed(request, 'Extrinsic').map((extrinsic) => [
      extrinsic.attributes.name ?? '',
      textOf(extrinsic),
    ]),
    contactEmail: emailOf(childrenNamed(request, 'Contact')),
    details: setupDetails(request),
  };
}

function operationOf({ attributes }: XmlElement): PunchOutOperation {
  const operation = (attributes.operation ?? 'create').trim().toLowerCase();
  if (operation === 'create' || operation === 'edit' || operation === 'inspect') return operation;
  throw new PunchOutError('unsupported_operation', `operation "${operation.slice(0, 40)}"`);
}

function requestedLine(item: XmlElement): RequestedLine {
  const id = childNamed(item, 'ItemID');
  const quantity = (item.attributes.quantity ?? '').trim();
  const number = textOf(childNamed(id, 'SupplierPartID'));
  if (!/^\d{1,11}(\.\d{1,12})?$/.test(quantity))
    throw new PunchOutError('invalid_request', `ItemOut ${number.slice(0, 60)} has no quantity`);
  return { reference: textOf(childNamed(id, 'SupplierPartAuxiliaryID')), number, quantity };
}

/** Where the cart is posted to: the frame that the buyer's system names, else where the shop is shown. */
export function returnTargetOf({ extrinsics }: PunchOutSetupRequest): string {
  return frameName(extrinsics.find(([name]) => sameName(name, 'ReturnFrame'))?.[1], '_self');
}

/** Templates break long addresses over lines; the line break and its indentation are no part of it. */
function urlOf(form: XmlElement | undefined): string | undefined {
  const url = textOf(childNamed(form, 'URL')).replaceAll(/\s*\n\s*/g, '');
  return url === '' ? undefined : url;
}

function emailOf(contacts: XmlElement[]): string | undefined {
  const emails = contacts.map((contact) => textOf(childNamed(contact, 'Email')));
  return emails.find((email) => email !== '');
}
