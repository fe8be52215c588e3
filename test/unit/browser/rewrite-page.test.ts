import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rewritePage, withOwnAddresses } from '../../../src/browser/rewrite-page.ts';

const rewrite = {
  shopOrigin: 'https://shop.example',
  publicOrigin: 'https://punchout.example',
  contextToken: 'K1b9PMQyb3oX5Q2hTd8mJ0aZrWcYvN7u',
  bar: '<div id="bar"></div>',
};

const rewritten = (text: string) => rewritePage(Buffer.from(text), rewrite).toString();

describe('addresses of the shop become addresses of the gateway', () => {
  it.each([
    ['in a link', '<a href="https://shop.example/x?y=1">', '<a href="https://punchout.example/x?y=1">'],
    ['at its end', "fetch('https://shop.example')", "fetch('https://punchout.example')"],
    ['by http', '<img src="http://shop.example/a.png">', '<img src="https://punchout.example/a.png">'],
    [
      'inside another address',
      'u=a%3Dhttps%3A%2F%2Fshop.example%2Fx',
      'u=a%3Dhttps%3A%2F%2Fpunchout.example%2Fx',
    ],
    ['behind an escape of JSON', '"a\\nhttps://shop.example/x"', '"a\\nhttps://punchout.example/x"'],
    ['without a scheme', '<img src="//shop.example/a.png">', '<img src="//punchout.example/a.png">'],
    ['in any case', 'HTTPS://Shop.Example/', 'https://punchout.example/'],
    ['as JSON writes them', '"https:\\/\\/shop.example\\/cart"', '"https:\\/\\/punchout.example\\/cart"'],
    [
      'percent-encoded',
      '?back=https%3A%2F%2Fshop.example%2Fcart',
      '?back=https%3A%2F%2Fpunchout.example%2Fcart',
    ],
    [
      'percent-encoded in small letters',
      '?b=https%3a%2f%2fshop.example',
      '?b=https%3A%2F%2Fpunchout.example',
    ],
    [
      'more than one',
      'https://shop.example https://shop.example',
      'https://punchout.example https://punchout.example',
    ],
  ])('%s', (_, text, expected) => {
    expect(rewritten(text)).toBe(expected);
  });

  it.each([
    'https://shop.example.org/',
    'https://shop.example-outlet.org/',
    'https://shop.examples/',
    'https://shop.example:8443/',
    'https://www.shop.example/',
    'https://myshop.example/',
    'https:\\/\\/shop.example.org\\/',
    '?b=https%3A%2F%2Fshop.example.org%2F',
    '?b=https%3A%2F%2Fshop.example%3A8443%2F',
    'ftp://shop.example/',
    'shop.example',
  ])('another host or port stays as it is: %s', (text) => {
    expect(rewritten(text)).toBe(text);
  });

  it('a shop on a port of its own is found with that port only', () => {
    const local = { ...rewrite, shopOrigin: 'http://localhost:8000', publicOrigin: 'http://localhost:8080' };
    expect(withOwnAddresses('http://localhost:8000/x http://localhost:80001 http://localhost/', local)).toBe(
      'http://localhost:8080/x http://localhost:80001 http://localhost/',
    );
  });

  it('what looks like a pattern in an address is taken literally', () => {
    const dotted = { ...rewrite, publicOrigin: 'https://$&.example' };
    expect(withOwnAddresses('https://shop.example/', dotted)).toBe('https://$&.example/');
    expect(withOwnAddresses('https://shopxexample/', rewrite)).toBe('https://shopxexample/');
  });
});

describe('the bar with the transfer button', () => {
  it('stands at the end of the page', () => {
    expect(rewritten('<html><body><p>x</p></body></html>')).toBe(
      `<html><body><p>x</p>${rewrite.bar}</body></html>`,
    );
  });

  it('stands before the last end of a body, in whatever case', () => {
    const page = '<body><script>var x = "</body>";</script></BODY></html>';
    expect(rewritten(page)).toBe(`<body><script>var x = "</body>";</script>${rewrite.bar}</BODY></html>`);
  });

  it.each(['<div class="offcanvas">x</div>', '{"success":true}', '', '<body>'])(
    'a piece of a page has none: %s',
    (piece) => {
      expect(rewritten(piece)).toBe(piece);
    },
  );
});

describe('the context token never leaves the gateway', () => {
  it('wherever it stands, and however often', () => {
    const page = `<meta content="${rewrite.contextToken}"><script>token="${rewrite.contextToken}"</script>`;
    expect(rewritten(page)).toBe('<meta content=""><script>token=""</script>');
  });

  it('nor inside JSON', () => {
    expect(rewritten(`{"token":"${rewrite.contextToken}"}`)).toBe('{"token":""}');
  });
});

describe('a page keeps its bytes', () => {
  it.each(['utf8', 'latin1'] as const)('in %s', (charset) => {
    const page = (bar: string) => Buffer.from(`<body>Größe für Müßiggänger §½ÿ${bar}</body>`, charset);
    expect(rewritePage(page(''), rewrite).equals(page(rewrite.bar))).toBe(true);
  });

  it('any bytes without an address, a token and an end come out as they went in', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2_000 }), (bytes) => {
        const body = Buffer.from(bytes);
        fc.pre(!body.toString('latin1').toLowerCase().includes('</body'));
        expect(rewritePage(body, rewrite).equals(body)).toBe(true);
      }),
    );
  });
});
