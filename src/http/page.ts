import { randomBytes } from 'node:crypto';
import type { Context } from './context.ts';
import { type Html, html } from './html.ts';

export interface Page {
  title: string;
  body: Html;
  /** Origins that may frame the page; nobody may where it is empty. */
  frameAncestors: readonly string[];
  charset?: string;
  /** Runs once the page has loaded; the page must work without it. */
  script?: Html;
}

const style = html`
:root { color-scheme: light dark; --ink: #1b2430; --soft: #5a6675; --paper: #fff; --ground: #eef1f5; --accent: #0b5fff;
  --line: #d9dfe7; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8edf3; --soft: #a3afbd; --paper: #1a212b; --ground: #11161d;
  --accent: #6ea0ff; --line: #2e3846; } }
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 1.5rem; background: var(--ground);
  color: var(--ink); font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
main { width: 100%; max-width: 32rem; padding: 2rem; background: var(--paper); border: 1px solid var(--line);
  border-radius: 14px; box-shadow: 0 10px 30px rgb(10 20 40 / 8%); }
h1 { margin: 0 0 .75rem; font-size: 1.35rem; line-height: 1.25; }
h2 { margin: 1.5rem 0 .5rem; font-size: 1.1rem; line-height: 1.25; }
p { margin: 0 0 1rem; }
.actions { display: flex; flex-wrap: wrap; gap: .75rem; margin-top: 1.5rem; }
button, .button { display: inline-block; padding: .7rem 1.2rem; border: 1px solid #0b5fff; border-radius: 9px;
  background: #0b5fff; color: #fff; font: inherit; font-weight: 600; text-decoration: none; cursor: pointer; }
.quiet { background: transparent; border-color: var(--accent); color: var(--accent); }
button:focus-visible, .button:focus-visible { outline: 3px solid var(--ink); outline-offset: 2px; }
small { color: var(--soft); overflow-wrap: anywhere; }
`;

/** Sends a page of the gateway's own, with headers that let it do nothing but what it says. */
export function sendPage(context: Context, status: number, page: Page): void {
  const { charset, nonce } = sendHeaders(context, status, page);
  context.body = String(html`<!doctype html>
<html lang="en">
<head>
<meta charset="${charset}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${page.title}</title>
<style nonce="${nonce}">${style}</style>
</head>
<body>
<main>
${page.body}
</main>
${page.script && html`<script nonce="${nonce}">${page.script}</script>`}
</body>
</html>
`);
}

/** Sends a page with nothing on it but its body, for programs that read it: no style, no frame. */
export function sendBarePage(context: Context, page: Page): void {
  const { charset, nonce } = sendHeaders(context, 200, page);
  context.body = String(html`<!doctype html>
<html lang="en">
<head><meta charset="${charset}"><title>${page.title}</title></head>
<body>${page.body}${page.script && html`<script nonce="${nonce}">${page.script}</script>`}</body>
</html>
`);
}

function sendHeaders(context: Context, status: number, { frameAncestors, charset = 'utf-8' }: Page) {
  const nonce = randomBytes(16).toString('base64');
  context.status = status;
  context.set(pageHeaders(nonce, frameAncestors));
  context.set('Content-Type', `text/html; charset=${charset}`);
  return { charset, nonce };
}

/**
 * No form-action: Chromium applies it to redirects of the posted form too, and a buyer's system that answers with one
 * would lose the cart. `Referrer-Policy: no-referrer` would send `Origin: null` with the cart.
 */
function pageHeaders(nonce: string, frameAncestors: readonly string[]): Record<string, string> {
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src 'nonce-${nonce}'`,
    "base-uri 'none'",
    `frame-ancestors ${frameAncestors.length > 0 ? frameAncestors.join(' ') : "'none'"}`,
  ];
  return {
    'Content-Security-Policy': policy.join('; '),
    'Referrer-Policy': 'strict-origin',
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'no-store',
  };
}
