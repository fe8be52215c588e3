import type { ServerResponse } from 'node:http';
import type { Context } from './context.ts';

/** Aborts when who asks goes away before the answer is all there. */
export function whenLeaving(response: ServerResponse): AbortSignal {
  const leaving = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished) leaving.abort();
  });
  if (response.destroyed) leaving.abort();
  return leaving.signal;
}

/** Who leaves is no fault of a shop; the status is for our log alone. */
export function sendToNobody(context: Context): void {
  context.status = 499;
  context.body = '';
}
