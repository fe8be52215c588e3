import { type CxmlRequest, readEnvelope } from '../../../src/cxml/envelope.ts';
import {
  type PunchOutSetupRequest,
  readPunchOutSetupRequest,
} from '../../../src/cxml/punchout-setup-request.ts';
import { parseDocument } from '../../../src/cxml/read-document.ts';

interface SetupParts {
  from?: string;
  to?: string;
  sender?: string;
  root?: string;
  request?: string;
  content?: string;
}

export function credential(domain: string, identity: string, inside = ''): string {
  return `<Credential domain="${domain}"><Identity>${identity}</Identity>${inside}</Credential>`;
}

/** A setup request as its bytes are, with the parts that a test is about. */
export function setupXml({
  from = credential('NetworkID', 'AN01000000001-T'),
  to = credential('DUNS', '942888711'),
  sender = credential(
    'AribaNetworkUserId',
    'sysadmin@network.example',
    '<SharedSecret>abracadabra</SharedSecret>',
  ),
  root = 'payloadID="1@buyer.example" timestamp="2026-07-01T14:00:00+02:00" xml:lang="de-DE"',
  request = 'operation="create"',
  content = '<BuyerCookie>c</BuyerCookie>',
}: SetupParts): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE cXML SYSTEM "http://xml.cxml.org/schemas/cXML/1.2.014/cXML.dtd">
<cXML ${root}>
  <Header><From>${from}</From><To>${to}</To><Sender>${sender}<UserAgent>Buyer 1.0</UserAgent></Sender></Header>
  <Request><PunchOutSetupRequest ${request}>${content}</PunchOutSetupRequest></Request>
</cXML>`;
}

export function envelopeOf(parts: SetupParts): CxmlRequest {
  return readEnvelope(parseDocument(setupXml(parts)));
}

export function setupOf(parts: SetupParts): PunchOutSetupRequest {
  return readPunchOutSetupRequest(envelopeOf(parts).request);
}
