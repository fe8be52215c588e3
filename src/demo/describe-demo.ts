import { demoLogins } from './demo-systems.ts';

/** What a person does next: a page to open, and one call for each protocol to paste into a terminal. */
export function describeDemo({
  gatewayUrl,
  shopUrl,
  buyerUrl,
}: Record<'gatewayUrl' | 'shopUrl' | 'buyerUrl', string>) {
  return `
  Punchgate is up.

  Test buyer   ${buyerUrl}   <- open this and punch out
  Gateway      ${gatewayUrl}
  Demo shop    ${shopUrl}

  OCI login by hand (answers 303 with the start page):
${indent(ociCall(gatewayUrl, buyerUrl))}

  cXML PunchOutSetupRequest by hand:
${indent(cxmlCall(gatewayUrl, buyerUrl))}
`;
}

function ociCall(gatewayUrl: string, buyerUrl: string): string {
  const { user, password } = demoLogins.oci;
  return `curl -i ${gatewayUrl}/oci \\
  -d USERNAME=${user} -d PASSWORD=${password} \\
  --data-urlencode 'HOOK_URL=${buyerUrl}/return/oci'`;
}

function cxmlCall(gatewayUrl: string, buyerUrl: string): string {
  const { from, to, sender, sharedSecret, userEmail } = demoLogins.cxml;
  const party = (name: string, { domain, identity }: typeof from, more = '') =>
    `<${name}><Credential domain="${domain}"><Identity>${identity}</Identity>${more}</Credential></${name}>`;
  const secret = `<SharedSecret>${sharedSecret}</SharedSecret>`;
  // The shell fills in a new payloadID: the same one would get the same start page again.
  return `curl ${gatewayUrl}/cxml -H 'Content-Type: text/xml' -d '<?xml version="1.0"?>
<cXML payloadID="try-'$RANDOM'@test-buyer" timestamp="2026-01-01T12:00:00+00:00" xml:lang="en-US">
<Header>${party('From', from)}
${party('To', to)}
${party('Sender', sender, secret)}</Header>
<Request><PunchOutSetupRequest operation="create"><BuyerCookie>try-1</BuyerCookie>
<Extrinsic name="UserEmail">${userEmail}</Extrinsic>
<BrowserFormPost><URL>${buyerUrl}/return/cxml</URL></BrowserFormPost>
</PunchOutSetupRequest></Request></cXML>'`;
}

function indent(text: string): string {
  return text.replaceAll(/^/gm, '    ');
}
