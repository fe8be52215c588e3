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

/** SupplierPartID and SupplierPartAuxiliaryID of a SelectedItem; empty where it has none, but never both. */
export interface SelectedItem {
  number: string;
  reference: string;
}

/** PunchOutSetupRequest, cXML 1.2, chapter 5.3. */
export interface PunchOutSetupRequest {
  /** Content of the BuyerCookie exactly as it came; it may hold markup. */
  buyerCookie: XmlNode[];
  operation: PunchOutOperation;
  /** The lines that the buyer's system has (ItemOut). */
  lines: RequestedLine[];
  /** What the buyer has chosen already (level 2). */
  selected: SelectedItem | undefined;
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
  return {
    operation: operationOf(request),
    lines: childrenNamed(request, 'ItemOut').map(requestedLine),
    selected: selectedItem(childNamed(request, 'SelectedItem')),
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

const operations: readonly PunchOutOperation[] = ['create', 'edit', 'inspect', 'source'];

function operationOf({ attributes }: XmlElement): PunchOutOperation {
  const operation = (attributes.operation ?? 'create').trim().toLowerCase();
  const known = operations.find((offered) => offered === operation);
  if (known) return known;
  throw new PunchOutError('unsupported_operation', `operation "${operation.slice(0, 40)}"`);
}

function selectedItem(item: XmlElement | undefined): SelectedItem | undefined {
  const selected = itemNamed(childNamed(item, 'ItemID'));
  return selected.number || selected.reference ? selected : undefined;
}

function itemNamed(id: XmlElement | undefined): SelectedItem {
  return {
    number: textOf(childNamed(id, 'SupplierPartID')),
    reference: textOf(childNamed(id, 'SupplierPartAuxiliaryID')),
  };
}

function requestedLine(item: XmlElement): RequestedLine {
  const named = itemNamed(childNamed(item, 'ItemID'));
  const quantity = (item.attributes.quantity ?? '').trim();
  if (!/^\d{1,11}(\.\d{1,12})?$/.test(quantity))
    throw new PunchOutError('invalid_request', `ItemOut ${named.number.slice(0, 60)}${noQuantity(quantity)}`);
  return { ...named, quantity };
}

function noQuantity(text: string): string {
  return text === '' ? ' has no quantity' : `: quantity "${text.slice(0, 40)}" is no number above zero`;
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
