import type { PunchOutError } from '../punchout/punchout-error.ts';
import type { Context } from './context.ts';
import { type Html, html } from './html.ts';
import { httpStatus } from './http-status.ts';
import { sendPage } from './page.ts';

export interface RefusalView {
  /** Names the line of the operator's log. */
  reference: string;
  frameAncestors: readonly string[];
  /** What the buyer can do now, e.g. a button to try again. */
  actions?: Html | undefined;
}

/** Tells the buyer in neutral words that it does not go on here, and what to tell the supplier. */
export function sendRefusalPage(context: Context, error: PunchOutError, view: RefusalView): void {
  const status = httpStatus[error.reason];
  if (status === 503) context.set('Retry-After', '30');
  const body = html`<h1>${status >= 500 ? 'That did not work' : 'This does not go on here'}</h1>
<p>${error.buyerText}</p>
<small>Reference for the supplier: ${view.reference}</small>
${view.actions && html`<div class="actions">${view.actions}</div>`}`;
  sendPage(context, status, { title: 'Punchout', body, frameAncestors: view.frameAncestors });
}
