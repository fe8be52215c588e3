import { submitAtOnce } from '../../http/auto-post-page.ts';
import type { Context } from '../../http/context.ts';
import { type Html, html } from '../../http/html.ts';
import { sendBarePage } from '../../http/page.ts';
import type { ReturnForm } from '../../punchout/session.ts';

/** Servers read these pages, and old buyers show them in a frame of their own. */
const frameAncestors = ['*'];

/**
 * The answer to VALIDATE fits a server that takes the form out of it (SRM 7) and a browser in which a script submits
 * it (ITS). Nothing on it is visible. Without a return address the script would call us again and again: it is left
 * out then. An article that is not had makes a page without a form.
 */
export function sendArticlePage(
  context: Context,
  { title, form, hits }: { title: string; form: ReturnForm; hits: number },
): void {
  const body = hits > 0 ? formMarkup(form) : html``;
  const submits = hits > 0 && form.action !== '';
  const page = { title, body, frameAncestors, charset: form.charset };
  sendBarePage(context, submits ? { ...page, script: submitAtOnce } : page);
}

export function sendSearchPage(context: Context, form: ReturnForm): void {
  const body = formMarkup(form, html`<button type="submit">Continue</button>\n`);
  sendBarePage(context, { title: 'BACKGROUND_SEARCH', body, frameAncestors, charset: form.charset });
}

function formMarkup({ action, target, charset, fields }: ReturnForm, button?: Html): Html {
  return html`<form method="post" action="${action}" target="${target}" accept-charset="${charset}">
${fields.map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">\n`)}${button}</form>`;
}
