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
  /** A function where each call has another one. */
  body: Buffer | (() => Buffer);
  succeeded: (answer: Answer) => boolean;
}

const connections = 16;

export interface Until {
  milliseconds: number;
  /** Where so many answers suffice. */
  answers?: number;
}

/** Keeps the connections busy for a while; the number of answers. Any that is not a good one ends the bench. */
export async function load(port: number, call: Call, until: Until): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const { answers: enough = Number.POSITIVE_INFINITY } = until;
  const endsAt = performance.now() + until.milliseconds;
  let answers = 0;
  async function repeat(): Promise<void> {
    for (; answers < enough && performance.now() < endsAt; answers += 1) await send(port, call, agent);
  }
  await Promise.all(Array.from({ length: connections }, repeat));
  agent.destroy();
  return answers;
}

export async function send(port: number, call: Call, agent?: Agent): Promise<Answer> {
  const { path, contentType } = call;
  const body = typeof call.body === 'function' ? call.body() : call.body;
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
