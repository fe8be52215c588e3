import { createServer, type IncomingHttpHeaders, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer, text } from 'node:stream/consumers';

/** A call as it arrived at the shop. */
interface ArrivedCall {
  method: string;
  /** Path and query, byte for byte. */
  target: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

type Answer = (response: ServerResponse) => void;

/** A shop that speaks punchout itself: keeps what it is asked, and answers what a test tells it. */
export interface StubConnector {
  url: string;
  calls: ArrivedCall[];
  answerWith(answer: Answer): void;
  close(): Promise<void>;
}

export const stubAnswer = '<cXML>the answer of the shop</cXML>\r\n';

export async function startStubConnector(): Promise<StubConnector> {
  const calls: ArrivedCall[] = [];
  let answer: Answer = usualAnswer;
  const server = createServer(async (request, response) => {
    const { method = '', url = '', headers } = request;
    calls.push({ method, target: url, headers, body: await buffer(request) });
    answer(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    answerWith(next) {
      answer = next;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export function usualAnswer(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/xml; charset=ISO-8859-1' }).end(stubAnswer);
}

/** Sends a path and a query byte for byte; tells what came back. */
export async function rawCall(
  url: string,
  target: string,
  { method = 'GET', headers = {}, body = '' } = {},
): Promise<{ status: number; location: string | undefined; text: string }> {
  return await new Promise((resolve, reject) => {
    const sent = request(url, { path: target, method, headers, agent: false }, async (response) => {
      const {
        statusCode: status = 0,
        headers: { location },
      } = response;
      resolve({ status, location, text: await text(response) });
    });
    sent.on('error', reject);
    sent.end(body, 'latin1');
  });
}
