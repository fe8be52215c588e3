import type { IncomingMessage } from 'node:http';
import { PunchOutError } from '../punchout/punchout-error.ts';
import type { Reason } from '../punchout/reasons.ts';

/**
 * All bytes of a request body.
 * @throws PunchOutError `tooLarge` once more than `limit` bytes have come, the rest is left unread; `invalid_request`
 * when the sender leaves in the middle
 */
export async function readBody(request: IncomingMessage, limit: number, tooLarge: Reason): Promise<Buffer> {
  const announced = Number(request.headers['content-length'] ?? 0);
  if (announced > limit) throw new PunchOutError(tooLarge, `${announced} bytes announced, ${limit} allowed`);
  try {
    return await readAll(request.iterator({ destroyOnReturn: false }), limit, tooLarge);
  } catch (thrown) {
    if (thrown instanceof PunchOutError) throw thrown;
    throw new PunchOutError('invalid_request', 'the body broke off', { cause: thrown });
  }
}

/**
 * All bytes of a stream.
 * @throws PunchOutError `tooLarge` once more than `limit` bytes have come
 */
export async function readAll(
  stream: AsyncIterable<Buffer | string>,
  limit: number,
  tooLarge: Reason,
): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > limit) throw new PunchOutError(tooLarge, `more than ${limit} bytes`);
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}
