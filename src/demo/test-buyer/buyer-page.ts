import { type Html, html } from '../html.ts';

/** One page of the procurement system. */
export function buyerPage(title: string, main: Html): string {
  return html`<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>${title} · Requisition Desk</title>
  <link rel="icon" href="data:,">
  <link rel="stylesheet" href="/test-buyer.css">
</head>
<body>
<header class="masthead">
  <a class="brand" href="/"><b>RD</b><span>Requisition Desk</span></a>
  <span class="masthead-note">Test buyer</span>
</header>
<main>${main}</main>
</body>
</html>
`.text;
}

export function backToStart(): Html {
  return html`<p class="actions"><a class="button" href="/">Back to start</a></p>`;
}
