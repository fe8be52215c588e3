import { once } from 'node:events';
import type { ClientRequest, IncomingMessage } from 'node:http';
import type { Duplex, Readable } from 'node:stream';
import { EgressError } from './egress-error.ts';

export interface Waiting {
  timeoutMilliseconds: number;
  /** Aborts when the one we ask for is gone. */
  signal?: AbortSignal | undefined;
}

/** What the other side has made of a connection. */
export interface Upgraded {
  socket: Duplex;
  /** What came right behind its answer. */
  head: Buffer;
}

/** One request on its way: ends at its deadline, or when nobody waits for it any more. */
export class Exchange {
  readonly outgoing: ClientRequest;
  readonly response: Promise<IncomingMessage>;
  /** Set by an answer 101 to a request that asked for one. */
  upgraded: Upgraded | undefined;
  readonly #signal: AbortSignal | undefined;
  readonly #deadline: NodeJS.Timeout;
  readonly #abort = () => this.end(new EgressError('aborted', 'nobody waits for the answer any more'));
  #incoming: IncomingMessage | undefined;

  constructor(outgoing: ClientRequest, { signal, timeoutMilliseconds }: Waiting) {
    this.outgoing = outgoing;
    this.response = new Promise((resolve, reject) => {
      // Both error listeners stay: a late error without one would end the process.
      outgoing.on('error', reject);
      outgoing.once('response', (incoming) => {
        this.#incoming = incoming.on('error', reject);
        resolve(incoming);
      });
      outgoing.once('upgrade', (incoming, socket, head) => {
        socket.on('error', reject);
        this.upgraded = { socket, head };
        resolve(incoming);
      });
    });
    const late = () => this.end(new EgressError('timeout', `no answer within ${timeoutMilliseconds} ms`));
    this.#deadline = setTimeout(late, timeoutMilliseconds);
    this.#signal = signal;
    signal?.addEventListener('abort', this.#abort, { once: true });
    if (signal?.aborted) this.#abort();
  }

  end(error: EgressError): void {
    (this.#incoming ?? this.outgoing).destroy(error);
  }

  endDeadline(): void {
    clearTimeout(this.#deadline);
  }

  release(): void {
    this.endDeadline();
    this.#signal?.removeEventListener('abort', this.#abort);
  }
}

export async function readText(response: IncomingMessage, maximumBytes: number): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response) {
    size += chunk.length;
    if (size > maximumBytes) throw new EgressError('too_large', `more than ${maximumBytes} bytes came`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** Without `for await`, which would close the sender's connection where the shop fails and an answer is still due. */
export async function send(
  body: AsyncIterable<Uint8Array> | undefined,
  outgoing: ClientRequest,
): Promise<void> {
  if (!body) return void outgoing.end();
  const parts = body[Symbol.asyncIterator]();
  try {
    for (let part = await parts.next(); !part.done && !outgoing.destroyed; part = await parts.next()) {
      if (!outgoing.write(part.value)) await once(outgoing, 'drain');
    }
    outgoing.end();
  } catch (error) {
    outgoing.destroy(new EgressError('aborted', 'the sender of the body went away', { cause: error }));
  }
}

/** The body of an answer, which ends with an error where the other side falls silent in the middle of it. */
export function watchedBody(
  response: IncomingMessage,
  exchange: Exchange,
  silenceMilliseconds: number,
): Readable {
  const { outgoing } = exchange;
  const { socket } = response;
  const onSilence = () => {
    const isWaitedFor = response.readableLength === 0;
    if (isWaitedFor) exchange.end(new EgressError('timeout', `silence for ${silenceMilliseconds} ms`));
    // The reader is slow, not the sender; the clock does not start again by itself.
    else socket.setTimeout(silenceMilliseconds);
  };
  socket.setTimeout(silenceMilliseconds);
  socket.on('timeout', onSilence);
  // The connection may be kept, for others.
  response.once('close', () => socket.off('timeout', onSilence));
  const bodiless = outgoing.method === 'HEAD' || [204, 304].includes(response.statusCode ?? 0);
  // Nobody reads a body that cannot be there, and an unread one would keep its connection.
  return bodiless ? response.resume() : response;
}
