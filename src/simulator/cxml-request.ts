import { element, type XmlElement } from '../cxml/xml-element.ts';
import type { CxmlCall } from '../profiles/profile.ts';
import type { CxmlCredential } from '../punchout/system.ts';

/** The procurement system that the simulator plays. */
export interface CxmlBuyer {
  /** Address of the gateway for cXML documents. */
  url: string;
  call: CxmlCall;
  from: CxmlCredential;
  to: CxmlCredential;
  sender: CxmlCredential;
  sharedSecret: string;
  user: string;
  email: string;
  /** Extrinsics beside those of the call. */
  extrinsics: readonly (readonly [name: string, value: string])[];
  /** What is secret in them. */
  secrets: readonly string[];
  /** Where the cart shall be posted to (BrowserFormPost). */
  returnUrl: string;
}

/** What makes a document the one that it is. */
export interface Envelope {
  payloadId: string;
  timestamp: string;
}

export interface SetupParts {
  buyerCookie: string;
  operation: 'create' | 'edit' | 'inspect';
  /** What the buyer's system sends back. */
  lines?: readonly EarlierLine[];
  /** Number of an article that the buyer has chosen already (SelectedItem). */
  product?: string;
}

/** A line of an earlier cart. */
export interface EarlierLine {
  quantity: string;
  number: string;
  /** SupplierPartAuxiliaryID, or `''`. */
  reference: string;
}

/** Whoever plays without an address of their own. */
const usualEmail = 'erika@buyer.example';

/** Where a cart goes that nobody waits for. */
export const plainReturnUrl = 'https://buyer.example/return';

/** All that is secret about a buyer. */
export function secretsOf({ sharedSecret, secrets }: CxmlBuyer): string[] {
  return [sharedSecret, ...secrets].filter(Boolean);
}

/** A request with its envelope. cXML 1.2, 3.1. */
export function requestDocument(buyer: CxmlBuyer, { payloadId, timestamp }: Envelope, request: XmlElement) {
  const { from, to, sender, sharedSecret, call } = buyer;
  const secret = element('SharedSecret', {}, sharedSecret);
  const header = element(
    'Header',
    {},
    element('From', {}, credential(from)),
    element('To', {}, credential(to)),
    element('Sender', {}, credential(sender, secret), element('UserAgent', {}, call.userAgent)),
  );
  const root = { payloadID: payloadId, timestamp, 'xml:lang': 'en-US' };
  return element('cXML', root, header, element('Request', { deploymentMode: 'production' }, request));
}

function credential({ domain, identity }: CxmlCredential, secret?: XmlElement): XmlElement {
  return element('Credential', { domain }, element('Identity', {}, identity), secret);
}

/** cXML 1.2, 5.3, in the order of the DTD. */
export function setupRequest(
  buyer: CxmlBuyer,
  { buyerCookie, operation, lines = [], product }: SetupParts,
): XmlElement {
  return element(
    'PunchOutSetupRequest',
    { operation },
    element('BuyerCookie', {}, buyerCookie),
    extrinsicsOf(buyer).map(([name, value]) => element('Extrinsic', { name }, value)),
    element('BrowserFormPost', {}, element('URL', {}, buyer.returnUrl)),
    contactOf(buyer),
    product === undefined ? undefined : selectedItem(product),
    lines.map(itemOut),
  );
}

/** What is given by hand takes the place of what the profile says. */
function extrinsicsOf(buyer: CxmlBuyer): (readonly [string, string])[] {
  const given = buyer.extrinsics.map(([name]) => name);
  const usual = buyer.call.extrinsics
    .filter(([name]) => !given.includes(name))
    .map(([name, value]) => [name, filled(value, buyer)] as const);
  const all = [...usual, ...buyer.extrinsics];
  const named = all.some(([name]) => name === 'UserEmail') || buyer.email === '';
  return named ? all : [...all, ['UserEmail', buyer.email]];
}

/** `{email}` and `{user}` in a value of the profile. */
function filled(value: string, { email, user }: CxmlBuyer): string {
  const values: Record<string, string> = { email: email || usualEmail, user: user || email || usualEmail };
  return value.replaceAll(/\{(email|user)\}/g, (_, name: string) => values[name] ?? '');
}

function contactOf({ email, user }: CxmlBuyer): XmlElement | undefined {
  if (email === '') return undefined;
  const name = element('Name', { 'xml:lang': 'en-US' }, user || email);
  return element('Contact', { role: 'endUser' }, name, element('Email', {}, email));
}

function selectedItem(number: string): XmlElement {
  return element('SelectedItem', {}, element('ItemID', {}, element('SupplierPartID', {}, number)));
}

function itemOut({ quantity, number, reference }: EarlierLine, position: number): XmlElement {
  const part = element('SupplierPartID', {}, number);
  const auxiliary = reference === '' ? undefined : element('SupplierPartAuxiliaryID', {}, reference);
  const lineNumber = String(position + 1);
  return element('ItemOut', { quantity, lineNumber }, element('ItemID', {}, part, auxiliary));
}
