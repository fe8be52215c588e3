import type { PunchOutError } from '../punchout/punchout-error.ts';
import type { Reason } from '../punchout/reasons.ts';
import type { Context } from './context.ts';
import { type Html, html } from './html.ts';
import { httpStatus } from './http-status.ts';
import { sendPage } from './page.ts';

export interface RefusalView {
  /** Names the line of the operator's log. */
  reference: string;
  frameAncestors: readonly string[];
  /** What the buyer should know besides. */
  note?: Html | undefined;
  /** What the buyer can do now, e.g. a button to try again. */
  actions?: Html | undefined;
}

const titles: Partial<Record<Reason, string>> = {
  cart_empty: 'Your cart is empty',
  cart_blocked: 'Your cart cannot be transferred as it is',
  cart_changed: 'Your cart has changed',
  page_not_available: 'Not available here',
  not_found: 'There is nothing here',
  session_unknown: 'Your visit has ended',
  session_expired: 'Your visit has ended',
  session_entered_elsewhere: 'Your visit has ended',
  session_replaced: 'Your visit has been replaced',
  session_other_host: 'Your visit is in another shop',
  session_over: 'Your visit has ended',
};

/** Nothing went wrong: there is nobody to be told. */
const ordinary: readonly Reason[] = ['cart_empty', 'cart_changed', 'page_not_available'];

/** Tells the buyer in neutral words that it does not go on here, and what to tell the supplier. */
export function sendRefusalPage(context: Context, error: PunchOutError, view: RefusalView): void {
  const status = httpStatus[error.reason];
  if (status === 503) context.set('Retry-After', '30');
  const title = titles[error.reason] ?? (status >= 500 ? 'That did not work' : 'Not accepted');
  const body = html`<h1>${title}</h1>
<p>${error.buyerText}</p>
${view.note}
${!ordinary.includes(error.reason) && html`<small>Reference for the supplier: ${view.reference}</small>`}
${view.actions && html`<div class="actions">${view.actions}</div>`}`;
  sendPage(context, status, { title, body, frameAncestors: view.frameAncestors });
}
