import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Call } from './load.ts';

export const setupRequest = await readFile(new URL('sample-setup-request.xml', import.meta.url));

export const loginParameters = {
  USERNAME: 'einkauf',
  PASSWORD: 'bench-password',
  HOOK_URL: 'https://buyer.example/sap/bc/hook?session=8f14e45f&locale=DE',
  '~OkCode': 'ADDI',
  '~TARGET': '_top',
  '~CALLER': 'CTLG',
  OCI_VERSION: '4.0',
  http_content_charset: 'utf-8',
  CostCenter: '4100-22 Instandhaltung & Technik',
  returntarget: '_top',
};

/** Under a payloadID of its own: the same one would get the same answer again. */
function freshSetupRequest(): Buffer {
  return Buffer.from(
    setupRequest.toString().replace(/payloadID="[^"]*"/, `payloadID="${randomUUID()}@buyer.example"`),
  );
}

/** What a buyer's system sends to begin a visit by cXML, and what a good answer has. */
export const setupCall: Call = {
  path: '/cxml',
  contentType: 'text/xml; charset=UTF-8',
  body: freshSetupRequest,
  succeeded: ({ status, body }) => status === 200 && body.includes('<StartPage>'),
};

/** What a buyer's system sends to begin a visit by OCI. */
export const loginCall: Call = {
  path: '/oci',
  contentType: 'application/x-www-form-urlencoded',
  body: Buffer.from(new URLSearchParams(loginParameters).toString()),
  succeeded: ({ status }) => status === 303,
};
