import type { IncomingMessage } from 'node:http';

const MAX_BYTES = 16 * 1024 * 1024;

/** The whole body of a message. Throws where it is longer than 16 MB. */
export async function readBody(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of message) {
    length += (chunk as Buffer).length;
    if (length > MAX_BYTES) throw new Error(`body longer than ${MAX_BYTES} bytes`);
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}
