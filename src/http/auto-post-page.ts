import type { ReturnForm } from '../punchout/session.ts';
import type { Context } from './context.ts';
import { html } from './html.ts';
import { sendPage } from './page.ts';

/** `submit()` of the prototype: a field of the cart may be called "submit". */
export const submitAtOnce = html`HTMLFormElement.prototype.submit.call(document.forms[0]);`;

/** A page that posts `form` to the buyer's system by itself, and by a button where scripts do not run. */
export function sendAutoPostPage(
  context: Context,
  form: ReturnForm,
  frameAncestors: readonly string[],
): void {
  const body = html`<h1>Back to your procurement system</h1>
<p>Your cart is on its way. If nothing happens, press the button.</p>
<form method="${form.method ?? 'post'}" action="${form.action}" target="${form.target}" accept-charset="${form.charset}">
${form.fields.map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">\n`)}
<div class="actions"><button type="submit">Continue</button></div>
</form>`;
  const title = 'Back to your procurement system';
  sendPage(context, 200, { title, body, frameAncestors, charset: form.charset, script: submitAtOnce });
}
