import { IncomingMessage, type ServerResponse } from 'node:http';
import type { Readable } from 'node:stream';
import { PunchOutError } from '../punchout/punchout-error.ts';
import type { ShopResponse } from '../punchout/shop.ts';

/** The body that goes with an answer; undefined where there can be none. */
export function bodyOf({ status, body }: ShopResponse, method: string): Readable | undefined {
  return method === 'HEAD' || status === 204 || status === 304 ? undefined : body;
}

/**
 * Sends a body behind its headers, as fast as the browser takes it. Where its source breaks off, so does the connection:
 * half an answer must not be taken for a whole one.
 */
export function sendStream(
  res: ServerResponse,
  body: Readable | undefined,
  onBreak: (error: PunchOutError) => void,
): void {
  if (!body) return void res.end();
  if (!res.hasHeader('content-type')) res.setHeader('content-type', 'application/octet-stream');
  if (isAllThere(body)) return void sendWhole(res, body);
  body.on('error', (error) => {
    const hasLeft = res.destroyed;
    res.destroy();
    if (!hasLeft) onBreak(brokenOff(error));
  });
  res.once('close', () => void body.destroy());
  body.pipe(res);
}

/** A small file has come with its headers, most often: to send it at once takes half the time. */
function isAllThere(body: Readable): boolean {
  return body instanceof IncomingMessage && body.complete;
}

function sendWhole(res: ServerResponse, body: Readable): void {
  res.end(body.read() ?? undefined);
  // Its end frees its connection.
  body.resume();
}

function brokenOff(cause: Error): PunchOutError {
  if (cause instanceof PunchOutError) return cause;
  return new PunchOutError('shop_unreachable', 'the answer broke off', { cause });
}
