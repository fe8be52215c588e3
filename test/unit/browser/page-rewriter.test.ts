import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PageRewriter } from '../../../src/browser/page-rewriter.ts';
import { type PageRewrite, rewritePage } from '../../../src/browser/rewrite-page.ts';

const contextToken = 'K1b9PMQyb3oX5Q2hTd8mJ0aZrWcYvN7u';
const rewrite: PageRewrite = {
  shopOrigin: 'https://shop.example:8443',
  publicOrigin: 'https://punchout.example',
  contextToken,
  bar: '<div id="bar"></div>',
};

function inPieces(bytes: Buffer, cuts: readonly number[], how = rewrite): Buffer {
  const rewriter = new PageRewriter(how);
  const ends = [...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length].toSorted((a, b) => a - b);
  const pieces = ends.map((end, index) => rewriter.push(bytes.subarray(ends[index - 1] ?? 0, end)));
  return Buffer.concat([...pieces, rewriter.end()]);
}

/** What a page may be made of, also the parts of what is looked for. */
const piece = fc.oneof(
  fc.constantFrom(
    'https://shop.example:8443',
    '//shop.example:8443/',
    'https:\\/\\/shop.example:8443\\/',
    'https%3A%2F%2Fshop.example%3A8443',
    '%2f%2fshop.example%3a8443',
    'https://shop.example:84433',
    'ftp://shop.example:8443',
    '</body>',
    '</BODY></html>',
    '</bod',
    'ht',
    '%3A',
    contextToken,
    contextToken.slice(0, 20),
    contextToken.slice(20),
    'Größe',
  ),
  fc.string({ maxLength: 30 }),
  fc.integer({ min: 1, max: 70_000 }).map((length) => 'x'.repeat(length)),
);
const pages = fc.array(piece, { maxLength: 25 }).map((pieces) => Buffer.from(pieces.join('')));
const cuts = fc.array(fc.nat(), { maxLength: 30 });

describe('a page that comes in pieces', () => {
  it('comes out as if it had come whole, wherever it is cut', () => {
    fc.assert(
      fc.property(pages, cuts, (page, at) => {
        expect(inPieces(page, at).equals(rewritePage(page, rewrite))).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('and never shows the context token', () => {
    const halves = [contextToken.slice(0, 16), contextToken.slice(16)];
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), cuts, (text, at) => {
        fc.pre(!halves.some((half) => text.includes(half)));
        const page = Buffer.from(`${text}${contextToken}${text}${contextToken}`);
        expect(inPieces(page, at).toString()).not.toContain(contextToken);
      }),
    );
  });

  it('byte by byte', () => {
    const page = Buffer.from(`<body>https://shop.example:8443/ ${contextToken}</body></html>`);
    const everywhere = Array.from({ length: page.length }, (_, index) => index);
    expect(inPieces(page, everywhere).toString()).toBe(
      `<body>https://punchout.example/ ${rewrite.bar}</body></html>`,
    );
  });
});

describe('what is held back', () => {
  it('is a few dozen bytes, so that a buyer sees what has come', () => {
    const sent = new PageRewriter(rewrite).push(Buffer.from('x'.repeat(1_000)));
    expect(sent.length).toBeGreaterThan(900);
  });

  it('is what follows the end of a body, until it is too long to be the end of the page', () => {
    const rewriter = new PageRewriter(rewrite);
    const before = rewriter.push(Buffer.from(`<body>a</body>${'x'.repeat(30_000)}`)).toString();
    expect(before).toBe('<body>a');
    const after = rewriter.push(Buffer.from('x'.repeat(40_000))).toString();
    expect(after).toMatch(/^<div id="bar"><\/div><\/body>x+$/);
    expect(rewriter.push(Buffer.from(`</body>${'y'.repeat(100)}`)).toString()).toContain('</body>');
  });

  it('stands before the bar where another end of a body follows', () => {
    const page = Buffer.from(`<body><script>"</body>"${'x'.repeat(60_000)}</script></body>`);
    const out = rewritePage(page, rewrite).toString();
    expect(out.match(/id="bar"/g)).toHaveLength(1);
    expect(out.endsWith('</script><div id="bar"></div></body>')).toBe(true);
  });
});

it('a bar with other letters than those of ASCII keeps its bytes', () => {
  const out = rewritePage(Buffer.from('<body>ä</body>'), { ...rewrite, bar: '<p>Größe</p>' });
  expect(out.toString()).toBe('<body>ä<p>Größe</p></body>');
});
