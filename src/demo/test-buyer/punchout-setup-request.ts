import { create } from 'xmlbuilder2';
import type { TestBuyer } from './test-buyer.ts';
import type { CxmlCredential } from './test-buyer-options.ts';

interface Envelope {
  buyerCookie: string;
  payloadId: string;
  sentAt: Date;
}

/** A PunchOutSetupRequest, operation create, as a buyer's server sends it. */
export function punchOutSetupRequest(buyer: TestBuyer, { buyerCookie, payloadId, sentAt }: Envelope): string {
  const { from, to, sender, sharedSecret, userEmail } = buyer.options.cxml;
  const document = {
    cXML: {
      '@payloadID': payloadId,
      '@timestamp': sentAt.toISOString().replace(/\.\d+Z$/, '+00:00'),
      '@xml:lang': 'en-US',
      Header: {
        From: credential(from),
        To: credential(to),
        Sender: { ...credential(sender, sharedSecret), UserAgent: 'Requisition Desk 1.0' },
      },
      Request: {
        '@deploymentMode': 'test',
        PunchOutSetupRequest: {
          '@operation': 'create',
          BuyerCookie: buyerCookie,
          Extrinsic: { '@name': 'UserEmail', '#': userEmail },
          BrowserFormPost: { URL: `${buyer.url}/return/cxml` },
        },
      },
    },
  };
  return create({ version: '1.0', encoding: 'UTF-8' }, document)
    .dtd({ sysID: 'http://xml.cxml.org/schemas/cXML/1.2.014/cXML.dtd' })
    .end();
}

function credential({ domain, identity }: CxmlCredential, secret?: string) {
  const known = { '@domain': domain, Identity: identity };
  return { Credential: secret === undefined ? known : { ...known, SharedSecret: secret } };
}
