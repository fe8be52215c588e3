import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** The next message of a child; throws where the child fails instead of sending one. */
export async function messageOf(child: ChildProcess): Promise<unknown> {
  const failure = new AbortController();
  const onExit = (code: number | null) => {
    if (code !== 0) failure.abort(new Error(`${child.spawnargs.join(' ')} has failed`));
  };
  child.once('exit', onExit);
  try {
    const [message] = await once(child, 'message', { signal: failure.signal });
    return message;
  } finally {
    child.off('exit', onExit);
  }
}
