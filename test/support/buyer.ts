import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { parseDocument } from '../../src/cxml/read-document.ts';
import { childNamed, textOf, type XmlElement } from '../../src/cxml/xml-element.ts';
import { demoLogins } from '../../src/demo/demo-systems.ts';
import { buyerUrl } from './gateway.ts';

export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
}

interface Call {
  method?: string;
  headers?: Record<string, string>;
  body?: string | Buffer;
}

/** One request, redirects not followed. */
export async function call(url: string, { method = 'GET', headers = {}, body }: Call = {}): Promise<Answer> {
  return await new Promise((resolve, reject) => {
    const sent = request(url, { method, headers, agent: false }, async (response) => {
      try {
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text: await text(response) });
      } catch (error) {
        reject(error);
      }
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

/** A browser with one cookie jar and no scripts; it tells a start link at once that it keeps cookies. */
export class Browser {
  readonly cookies = new Map<string, string>();

  async open(url: string, options: Call = {}): Promise<Answer> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { accept: 'text/html', ...options.headers, ...(cookie ? { cookie } : {}) };
    const answer = await call(url, { ...options, headers });
    for (const line of answer.headers['set-cookie'] ?? []) this.#keep(line);
    const asked = answer.headers.location?.endsWith('cookies=asked');
    return asked ? await this.open(new URL(answer.headers.location ?? '', url).href, options) : answer;
  }

  async submit(url: string, fields: Record<string, string>): Promise<Answer> {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    return await this.open(url, { method: 'POST', headers, body: new URLSearchParams(fields).toString() });
  }

  #keep(line: string): void {
    const [pair = '', ...attributes] = line.split(';');
    const [name = '', value = ''] = pair.split(/=(.*)/s);
    const ended = attributes.some((attribute) => /^\s*max-age=0$/i.test(attribute));
    if (ended) this.cookies.delete(name);
    else this.cookies.set(name, value);
  }
}

export const ociParameters = {
  USERNAME: demoLogins.oci.user,
  PASSWORD: demoLogins.oci.password,
  HOOK_URL: `${buyerUrl}/return/oci?requisition=7`,
  '~OkCode': 'ADDI',
  '~CALLER': 'CTLG',
};

/** Posts an OCI login; the start page is in the Location. */
export async function ociLogin(
  gatewayUrl: string,
  parameters: Record<string, string> = {},
  path = '/oci',
): Promise<Answer> {
  const body = new URLSearchParams({ ...ociParameters, ...parameters }).toString();
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  return await call(gatewayUrl + path, { method: 'POST', headers, body });
}

export interface SetupChanges {
  operation?: string;
  buyerCookie?: string;
  email?: string;
  returnUrl?: string;
  sharedSecret?: string;
  from?: string;
  body?: string;
  payloadId?: string;
  /** ItemOut and SelectedItem elements. */
  items?: string;
}

/** A PunchOutSetupRequest of the demo's procurement system. */
export function setupRequest(changes: SetupChanges = {}): string {
  const { from, to, sender, sharedSecret, userEmail } = demoLogins.cxml;
  const party = (domain: string, identity: string, secret = '') =>
    `<Credential domain="${domain}"><Identity>${identity}</Identity>${secret}</Credential>`;
  const secret = `<SharedSecret>${changes.sharedSecret ?? sharedSecret}</SharedSecret>`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE cXML SYSTEM "http://xml.cxml.org/schemas/cXML/1.2.014/cXML.dtd">
<cXML payloadID="${changes.payloadId ?? `${randomUUID()}@buyer.example`}" timestamp="2026-11-24T12:00:00+01:00" xml:lang="en-US">
<Header><From>${party(from.domain, changes.from ?? from.identity)}</From><To>${party(to.domain, to.identity)}</To>
<Sender>${party(sender.domain, sender.identity, secret)}<UserAgent>test</UserAgent></Sender></Header>
<Request>${
    changes.body ??
    `<PunchOutSetupRequest operation="${changes.operation ?? 'create'}">
<BuyerCookie>${changes.buyerCookie ?? 'cookie-1'}</BuyerCookie>
<Extrinsic name="UserEmail">${changes.email ?? userEmail}</Extrinsic>
<BrowserFormPost><URL>${changes.returnUrl ?? `${buyerUrl}/return/cxml`}</URL></BrowserFormPost>${changes.items ?? ''}
</PunchOutSetupRequest>`
  }</Request></cXML>`;
}

export interface CxmlAnswer {
  http: number;
  code: string;
  /** Text inside the Status. */
  detail: string;
  response: XmlElement;
  startPage: string;
  text: string;
}

/** Posts a cXML document and reads the Status of the answer. */
export async function cxmlCall(
  gatewayUrl: string,
  body: string | Buffer,
  path = '/cxml',
  contentType = 'text/xml',
): Promise<CxmlAnswer> {
  const answer = await call(gatewayUrl + path, {
    method: 'POST',
    headers: { 'content-type': contentType },
    body,
  });
  const response = childNamed(parseDocument(answer.text), 'Response');
  const status = childNamed(response, 'Status');
  if (!response || !status) throw new Error(`no Status in ${answer.text.slice(0, 200)}`);
  const setup = childNamed(response, 'PunchOutSetupResponse');
  return {
    http: answer.status,
    code: status.attributes.code ?? '',
    detail: textOf(status),
    response,
    startPage: textOf(childNamed(childNamed(setup, 'StartPage'), 'URL')),
    text: answer.text,
  };
}
