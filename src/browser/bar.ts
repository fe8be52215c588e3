import { type Html, html } from '../http/html.ts';

export const barStylePath = '/punchgate/bar.css';

/** Buttons that post to the gateway; `key` proves that the page came from this session. */
export function transferForm(key: string, label = 'Transfer cart'): Html {
  return html`<form method="post" action="/punchgate/return"><input type="hidden" name="key" value="${key}"><button
type="submit">${label}</button></form>`;
}

export function cancelForm(key: string, label = 'Leave without a cart'): Html {
  return html`<form method="post" action="/punchgate/cancel"><input type="hidden" name="key" value="${key}"><button
class="quiet" type="submit">${label}</button></form>`;
}

/** Takes all lines away from the requisition: never without being asked for. */
export function emptiedForm(key: string): Html {
  return html`<form method="post" action="/punchgate/return"><input type="hidden" name="key" value="${key}"><input
type="hidden" name="emptied" value="yes"><button type="submit">Remove all lines</button></form>`;
}

/** The bar at the bottom of each page of the shop. */
export function bar(key: string, isReadOnly = false): Html {
  const buttons = isReadOnly
    ? cancelForm(key, 'Close')
    : html`${cancelForm(key, 'Leave')}${transferForm(key)}`;
  const text = isReadOnly
    ? 'You are looking at a cart. It cannot be changed.'
    : 'You are shopping for your procurement system.';
  return html`<link rel="stylesheet" href="${barStylePath}">
<div id="punchgate-bar" role="region" aria-label="Procurement system">
<span>${text}</span>${buttons}</div>
`;
}

export const barStyle = `#punchgate-bar { position: fixed; z-index: 2147483000; inset: auto 0 0 0; display: flex;
  flex-wrap: wrap; align-items: center; justify-content: flex-end; gap: .5rem .75rem; padding: .6rem 1rem;
  padding-bottom: calc(.6rem + env(safe-area-inset-bottom)); background: #10233f; color: #fff;
  font: 15px/1.3 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; box-shadow: 0 -6px 20px rgb(0 0 0 / 20%); }
#punchgate-bar span { margin-right: auto; }
#punchgate-bar form { margin: 0; }
#punchgate-bar button { margin: 0; padding: .6rem 1.1rem; border: 1px solid #2f7bff; border-radius: 8px;
  background: #2f7bff; color: #fff; font: inherit; font-weight: 600; cursor: pointer; }
#punchgate-bar button.quiet { border-color: #6d83a5; background: transparent; }
#punchgate-bar button:focus-visible { outline: 3px solid #ffd54a; outline-offset: 2px; }
body { padding-bottom: 5rem !important; }
@media (max-width: 640px) { #punchgate-bar span { display: none; } #punchgate-bar { justify-content: stretch; }
  #punchgate-bar form { flex: 1; } #punchgate-bar button { width: 100%; padding-inline: .5rem; } }
`;
