import { Parser } from 'htmlparser2';

const unread = new Set(['script', 'style', 'template']);
const inline = new Set([
  'a',
  'abbr',
  'b',
  'code',
  'em',
  'font',
  'i',
  'mark',
  'small',
  'span',
  'strong',
  'sub',
  'sup',
  'u',
]);

/** The text of a piece of HTML as an editor of the shop wrote it: one line per block, blanks collapsed. */
export function plainText(html: string): string {
  const parts: string[] = [];
  let unreadDepth = 0;
  const parser = new Parser({
    onopentagname(name) {
      if (unread.has(name)) unreadDepth += 1;
      if (!inline.has(name)) parts.push('\n');
    },
    ontext(text) {
      if (unreadDepth === 0) parts.push(text.replaceAll(/\s+/g, ' '));
    },
    onclosetag(name) {
      if (unread.has(name)) unreadDepth -= 1;
      if (!inline.has(name)) parts.push('\n');
    },
  });
  parser.end(html);
  const lines = parts.join('').split('\n');
  return lines
    .map((line) => line.replaceAll(/\s+/g, ' ').trim())
    .filter((line) => line !== '')
    .join('\n');
}
