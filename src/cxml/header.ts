import type { CxmlCredential } from '../punchout/system.ts';
import { type CredentialMac, credentialMacsOf } from './credential-mac.ts';
import { childNamed, childrenNamed, requiredChild, textOf, type XmlElement } from './xml-element.ts';

/** One party of the envelope. A party may name itself by several credentials. */
export type CxmlParty = readonly NamedCredential[];

/** `type` is `marketplace` where the credential names the marketplace beside its member. */
interface NamedCredential extends CxmlCredential {
  type?: string | undefined;
}

/** Who speaks (From), to whom (To), and who opened the connection (Sender). cXML 1.2, 3.1.7. */
export interface CxmlHeader {
  from: CxmlParty;
  to: CxmlParty;
  sender: CxmlParty;
  /** SharedSecrets of the Sender's credentials. */
  sharedSecrets: readonly string[];
  /** CredentialMacs of the Sender's credentials. */
  credentialMacs: readonly CredentialMac[];
}

/** @throws PunchOutError `invalid_request` */
export function readHeader(root: XmlElement): CxmlHeader {
  const header = requiredChild(root, 'Header');
  const sender = requiredChild(header, 'Sender');
  return {
    from: credentialsOf(requiredChild(header, 'From')),
    to: credentialsOf(requiredChild(header, 'To')),
    sender: credentialsOf(sender),
    sharedSecrets: childrenNamed(sender, 'Credential').map(sharedSecretOf).filter(Boolean),
    credentialMacs: credentialMacsOf(sender),
  };
}

function credentialsOf(party: XmlElement): CxmlParty {
  requiredChild(party, 'Credential');
  return childrenNamed(party, 'Credential').map((credential) => ({
    domain: (credential.attributes.domain ?? '').trim(),
    identity: textOf(childNamed(credential, 'Identity')),
    type: credential.attributes.type,
  }));
}

function sharedSecretOf(credential: XmlElement): string {
  return textOf(childNamed(credential, 'SharedSecret'));
}
