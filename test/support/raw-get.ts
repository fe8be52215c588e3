import { type IncomingHttpHeaders, type IncomingMessage, request } from 'node:http';

export interface RawAnswer {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** One request; the answer as soon as its headers have come. */
export async function begin(
  url: string,
  headers: Record<string, string>,
  method = 'GET',
): Promise<IncomingMessage> {
  return await new Promise((resolve, reject) => {
    request(url, { method, headers, agent: false }, resolve).once('error', reject).end();
  });
}

/** One request, with the bytes of its answer as they came. */
export async function rawGet(
  url: string,
  headers: Record<string, string>,
  method = 'GET',
): Promise<RawAnswer> {
  const answer = await begin(url, headers, method);
  const body = Buffer.concat(await answer.toArray());
  return { status: answer.statusCode ?? 0, headers: answer.headers, body };
}
