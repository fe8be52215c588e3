import type { Context } from './context.ts';

/** Fetch standard, 2.2.5: destinations of what stands inside another page. */
const frames = ['iframe', 'frame', 'embed', 'object', 'fencedframe'];

/** Whether the browser says that it shows the answer inside another page; some say nothing. */
export function isFramed(context: Context): boolean {
  return frames.includes(context.get('Sec-Fetch-Dest'));
}
