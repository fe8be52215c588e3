import { createHmac, timingSafeEqual } from 'node:crypto';
import type { CxmlCredential } from '../punchout/system.ts';
import { childNamed, childrenNamed, textOf, type XmlElement } from './xml-element.ts';

/** CredentialMac of a Sender Credential, cXML 1.2, 3.1.8: proof of the SharedSecret that does not show it. */
export interface CredentialMac {
  /** The Sender Credential that it stands in. */
  sender: CxmlCredential;
  /** As written: the MAC is made of these characters. */
  creationDate: string;
  expirationDate: string;
  value: string;
}

const longestLife = 24 * 60 * 60 * 1000;
const macBytes = 12;

/** Those that are made by the one method that cXML knows; any other proves nothing. */
export function credentialMacsOf(sender: XmlElement): CredentialMac[] {
  return childrenNamed(sender, 'Credential').flatMap((credential) => {
    const mac = childNamed(credential, 'CredentialMac');
    return mac && isKnownMethod(mac) ? [credentialMac(mac, credential)] : [];
  });
}

function isKnownMethod({ attributes }: XmlElement): boolean {
  return attributes.type === 'FromSenderCredentials' && attributes.algorithm === 'HMAC-SHA1-96';
}

function credentialMac(mac: XmlElement, credential: XmlElement): CredentialMac {
  return {
    sender: {
      domain: (credential.attributes.domain ?? '').trim(),
      identity: textOf(childNamed(credential, 'Identity')),
    },
    creationDate: mac.attributes.creationDate ?? '',
    expirationDate: mac.attributes.expirationDate ?? '',
    value: textOf(mac),
  };
}

/** Whether the MAC was made with the secret for a request from `from`. Constant-time. */
export function isMacOf(mac: CredentialMac, from: CxmlCredential, secret: string): boolean {
  const names = [from.domain, from.identity, mac.sender.domain, mac.sender.identity];
  const parts = [...names.map((name) => name.toLowerCase()), mac.creationDate, mac.expirationDate];
  const data = parts.map((part) => `${part}\u0000`).join('');
  const expected = createHmac('sha1', secret).update(data).digest().subarray(0, macBytes);
  const given = Buffer.from(mac.value, 'base64');
  return given.length === macBytes && timingSafeEqual(given, expected);
}

/** Between its dates, which may be 24 hours apart; a date without an offset is none. */
export function isMacCurrent({ creationDate, expirationDate }: CredentialMac, now: number): boolean {
  const [created, expires] = [timeOf(creationDate), timeOf(expirationDate)];
  return created <= now && now < expires && expires - created <= longestLife;
}

/** Epoch milliseconds; not a number where it is no time. Offsets come with and without a colon. */
function timeOf(date: string): number {
  const match = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?)(?:Z|([+-]\d\d):?(\d\d))$/.exec(date.trim());
  if (!match) return Number.NaN;
  const [, local, hours = '+00', minutes = '00'] = match;
  return Date.parse(`${local}${hours}:${minutes}`);
}
