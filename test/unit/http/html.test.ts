import fc from 'fast-check';
import { parseDocument } from 'htmlparser2';
import { describe, expect, test } from 'vitest';
import { html } from '../../../src/http/html.ts';

/** The element that a page of one element has, as a browser would build it. */
function elementOf(markup: string): { attribs: Record<string, string>; text: string } {
  const [node] = parseDocument(markup).children;
  const [child] = Reflect.get(Object(node), 'children') ?? [];
  return { attribs: Reflect.get(Object(node), 'attribs'), text: child?.data ?? '' };
}

describe('a value in a page', () => {
  // A page of ASCII cannot hold every control: HTML gives references to U+0080 and others another meaning.
  const text = fc.string({ unit: 'grapheme' }).filter((value) => !/\p{Cc}/u.test(value));

  test('is shown as it is, in text and in attributes', () => {
    fc.assert(
      fc.property(text, (value) => {
        const { attribs, text: shown } = elementOf(
          String(html`<p title="${value}" class='${value}'>${value}</p>`),
        );
        expect([attribs.title, attribs.class, shown]).toEqual([value, value, value]);
      }),
    );
  });

  test('makes no markup of its own, whatever is in it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (value) => {
        const page = String(html`<p title="${value}">${value}</p>`);
        expect(page).toMatch(/^[\0-\x7f]*$/);
        expect(page.match(/[<>"]/g)?.join('')).toBe('<"">' + '<>');
      }),
    );
  });

  test.each([
    [html`${undefined}`, ''],
    [html`${false}`, ''],
    [html`${0}`, '0'],
    [html`${''}`, ''],
    [html`${['<', 2, html`<br>`]}`, '&lt;2<br>'],
    [html`<b>${'<'}</b>`, '<b>&lt;</b>'],
    [html`${'&amp;'}`, '&amp;amp;'],
    [html`${'ä€😀'}`, '&#228;&#8364;&#128512;'],
  ])('is written once: %s', (written, expected) => {
    expect(String(written)).toBe(expected);
  });

  test('that only looks like safe markup is escaped', () => {
    const forged = { text: '<script>', toString: () => '<script>' };
    expect(String(html`${forged as unknown as string}`)).toBe('&lt;script&gt;');
  });

  test('of the template itself is ASCII too', () => {
    expect(String(html`<p>Grüße</p>`)).toBe('<p>Gr&#252;&#223;e</p>');
  });
});
