import { type Html, html } from '../html.ts';

const TOKENS =
  /<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<\?[\s\S]*?\?>|<(?:"[^"]*"|'[^']*'|[^>"'])*>|[^<]+|</g;

/** A document with a line per element. Every token is shown exactly as received; only white space between tags is ours. */
export function xmlListing(xml: string): Html {
  const tokens = (xml.match(TOKENS) ?? []).filter((token) => token.trim() !== '');
  return html`<pre class="xml" tabindex="0"><code>${linesOf(tokens).map(
    ({ depth, tokens: line }) => html`${'  '.repeat(depth)}${line.map(tokenHtml)}\n`,
  )}</code></pre>`;
}

interface Line {
  depth: number;
  tokens: string[];
}

/** An element that holds only text stays on one line. */
function linesOf(tokens: string[]): Line[] {
  const lines: Line[] = [];
  let depth = 0;
  for (let index = 0; index < tokens.length; index += 1) {
    const [token = '', next = '', afterNext = ''] = tokens.slice(index, index + 3);
    const inline = isOpening(token) && (isClosing(next) ? 1 : !isTag(next) && isClosing(afterNext) ? 2 : 0);
    if (isClosing(token)) depth = Math.max(0, depth - 1);
    lines.push({ depth, tokens: tokens.slice(index, index + 1 + (inline || 0)) });
    if (isOpening(token) && !inline) depth += 1;
    index += inline || 0;
  }
  return lines;
}

function tokenHtml(token: string): Html {
  return isTag(token) ? html`<span class="tag">${token}</span>` : html`<b>${token}</b>`;
}

function isTag(token: string): boolean {
  return token.startsWith('<');
}

function isOpening(token: string): boolean {
  return /^<[^!?/]/.test(token) && !token.endsWith('/>');
}

function isClosing(token: string): boolean {
  return token.startsWith('</');
}
