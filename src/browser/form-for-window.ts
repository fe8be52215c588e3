import type { Context } from '../http/context.ts';
import { readOwn } from '../http/own-cookies.ts';
import type { ReturnForm } from '../punchout/session.ts';

/**
 * The form for the window that it is sent from. A visit that went on in a window of its own stands at its top, alone:
 * `_top` and `_parent` are that window, and the name of a frame would open another one.
 */
export function formForWindow(context: Context, form: ReturnForm): ReturnForm {
  const ownWindow = readOwn('window', context.get('Cookie'), [true, false]) !== undefined;
  return ownWindow ? { ...form, target: '_self' } : form;
}
