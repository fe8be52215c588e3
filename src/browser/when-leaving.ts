import type { ServerResponse } from 'node:http';

/** Aborts when the browser goes away before it has its answer. */
export function whenLeaving(response: ServerResponse): AbortSignal {
  const leaving = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished) leaving.abort();
  });
  if (response.destroyed) leaving.abort();
  return leaving.signal;
}
