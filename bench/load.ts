import { Agent, type IncomingHttpHeaders, type IncomingMessage, request } from 'node:http';

export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** One kind of request, sent again and again. */
export interface Call {
  path: string;
  contentType: string;
  body: Buffer;
  succeeded: (answer: Answer) => boolean;
}

const connections = 16;

/** Keeps so many connections busy for a while; the number of answers. Refusals are no answers to be counted. */
export async function load(port: number, call: Call, milliseconds: number): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const endsAt = performance.now() + milliseconds;
  async function repeat(): Promise<number> {
    let answers = 0;
    for (; performance.now() < endsAt; answers += 1) await send(port, call, agent);
    return answers;
  }
  const counts = await Promise.all(Array.from({ length: connections }, repeat));
  agent.destroy();
  return counts.reduce((sum, count) => sum + count, 0);
}

export async function send(port: number, call: Call, agent?: Agent): Promise<Answer> {
  const { path, contentType, body } = call;
  const headers = { 'Content-Type': contentType, 'Content-Length': body.length };
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const options = { host: '127.0.0.1', port, path, method: 'POST', headers, ...(agent ? { agent } : {}) };
    request(options, resolve).once('error', reject).end(body);
  });
  const chunks: Buffer[] = await response.toArray();
  const answer = { status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) };
  if (!call.succeeded(answer))
    throw new Error(`${path} answered ${answer.status}: ${answer.body.toString()}`);
  return answer;
}
