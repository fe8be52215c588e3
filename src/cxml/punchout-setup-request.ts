import { PunchOutError } from '../punchout/punchout-error.ts';
import { frameName } from '../punchout/return-url.ts';
import { sameName } from '../punchout/same-name.ts';
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
  returnUrl: string | undefined;
  extrinsics: (readonly [name: string, value: string])[];
  contactEmail: string | undefined;
}

/**
 * Only direct children are read: an Extrinsic inside ShipTo or Contact is another one.
 * @throws PunchOutError `invalid_request`, `unsupported_operation`
 */
export function readPunchOutSetupRequest(request: XmlElement): PunchOutSetupRequest {
  const operation = (request.attributes.operation ?? 'create').toLowerCase();
  if (operation !== 'create') throw new PunchOutError('unsupported_operation', `operation "${operation}"`);
  return {
    buyerCookie: requiredChild(request, 'BuyerCookie').children,
    returnUrl: urlOf(childNamed(request, 'BrowserFormPost')),
    extrinsics: childrenNamed(request, 'Extrinsic').map((extrinsic) => [
      extrinsic.attributes.name ?? '',
      textOf(extrinsic),
    ]),
    contactEmail: emailOf(childrenNamed(request, 'Contact')),
  };
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
