import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { readBody } from '../read-body.ts';

const TIMEOUT_MS = 20_000;

/** Posts a document and reads the answer, whatever its status. Rejects where there is none. */
export async function postXml(url: string, xml: string): Promise<{ status: number; body: string }> {
  const send = url.startsWith('https:') ? requestHttps : requestHttp;
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'text/xml; charset=UTF-8', 'content-length': Buffer.byteLength(xml) };
    const request = send(url, { method: 'POST', headers, timeout: TIMEOUT_MS }, (response) => {
      readBody(response).then(
        (body) => resolve({ status: response.statusCode ?? 0, body: body.toString('utf8') }),
        reject,
      );
    });
    request.on('timeout', () => request.destroy(new Error(`no answer within ${TIMEOUT_MS} ms`)));
    request.on('error', reject);
    request.end(xml);
  });
}
