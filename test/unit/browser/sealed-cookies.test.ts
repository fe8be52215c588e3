import { parseSetCookie } from 'cookie';
import { describe, expect, it } from 'vitest';
import {
  toBrowser as linesToBrowser,
  type SealedCookies,
  toShop,
} from '../../../src/browser/sealed-cookies.ts';
import { createVault } from '../../../src/store/vault.ts';

const vault = createVault(Buffer.alloc(32, 5));
const now = Date.parse('2026-06-01T12:00:00Z');
const visit: SealedCookies = { sessionId: 'visit-1', secure: true, vault, now };
const otherVisit = { ...visit, sessionId: 'visit-2' };

/** What the browser gets for a line of the shop. */
function toBrowser(line: string): string {
  return linesToBrowser(line, visit).join('\n');
}

/** What a browser sends back for the lines that it was sent. */
function sentBack(...lines: string[]): string {
  return lines.map((line) => line.split(';')[0]).join('; ');
}

describe('the session cookie of the shop', () => {
  it('reaches the browser sealed, and the shop as it was', () => {
    const line = toBrowser('session-=abc123; Path=/; HttpOnly; Secure; SameSite=Lax');
    expect(line).not.toContain('abc123');
    expect(toShop(sentBack(line), visit)).toBe('session-=abc123');
  });

  it('is useless in another visit', () => {
    const line = toBrowser('session-=abc123; HttpOnly');
    expect(toShop(sentBack(line), otherVisit)).toBeUndefined();
  });

  it('is useless under another name, and when altered', () => {
    const line = sentBack(toBrowser('session-=abc123; HttpOnly'));
    expect(toShop(line.replace('pgs_session-', 'pgs_other'), visit)).toBeUndefined();
    expect(toShop(line.replace(/..$/, 'AA'), visit)).toBeUndefined();
  });

  it('cannot be set by the browser itself', () => {
    expect(toShop('pgs_session-=abc123', visit)).toBeUndefined();
  });

  it.each(['session-=chosen; SEALED', 'SEALED; session-=chosen'])(
    'is not another one, though somebody sets one of that name: %s',
    (header) => {
      const sealed = sentBack(toBrowser('session-=abc123; HttpOnly'));
      expect(toShop(header.replace('SEALED', sealed), visit)).toBe('session-=abc123');
    },
  );

  it('keeps its life, and loses the domain and path of the shop', () => {
    const line = toBrowser(
      'session-=x; Path=/de; Domain=shop.example; Max-Age=60; Expires=Wed, 01 Jul 2026 12:00:00 GMT; HttpOnly',
    );
    const cookie = parseSetCookie(line);
    expect(cookie).toMatchObject({
      path: '/',
      maxAge: 60,
      expires: new Date('2026-07-01T12:00:00Z'),
      httpOnly: true,
    });
    expect(cookie.domain).toBeUndefined();
  });

  it.each([
    'session-=; Max-Age=0',
    'session-=; Expires=Thu, 01 Jan 1970 00:00:01 GMT',
    'session-=deleted; Expires=Mon, 01 Jun 2026 11:59:59 GMT; HttpOnly',
  ])('ends, whether or not the shop says what it was: %s', (line) => {
    const ended = linesToBrowser(line, visit).map((text) => parseSetCookie(text));
    expect(ended.map(({ name }) => name)).toEqual(['session-', 'pgs_session-']);
    for (const { maxAge, expires } of ended) expect(maxAge ?? expires?.getTime() ?? now).toBeLessThan(now);
  });
});

describe('a cookie that scripts of the shop read', () => {
  it.each(['1', 'abc-123', 'a+b/c==', '{"a":1}', 'a%20b', '%7B%22a%22%3A1%7D', '1,2|3', ''])(
    'has the value that the shop wrote: %s',
    (value) => {
      const line = toBrowser(`sw-states=${value}; Path=/`);
      expect(sentBack(line)).toBe(`sw-states=${value}`);
      expect(parseSetCookie(line).httpOnly).toBeFalsy();
    },
  );

  it.each(['a=1', 'a=a+b/c==', 'a=1; b={"c":2}; d=x%20y'])(
    'reaches the shop as the browser has it: %s',
    (header) => {
      expect(toShop(header, visit)).toBe(header);
    },
  );
});

describe('a cookie of the gateway', () => {
  it.each(['key', 'key-probe', 'key-window'])('is never forwarded to the shop: %s', (which) => {
    const name = which.replace('key', 'punchgate');
    expect(toShop(`__Host-${name}=1; a=1`, visit)).toBe('a=1');
    expect(toShop(`${name}=1`, { ...visit, secure: false })).toBeUndefined();
  });

  it.each(['punchgate', '__Host-punchgate', 'punchgate-window', '__Host-punchgate-probe', 'pgs_session-'])(
    'cannot be set by the shop: %s',
    (name) => {
      expect(linesToBrowser(`${name}=chosen`, visit)).toEqual([]);
    },
  );
});

describe('an odd cookie does not keep a buyer out', () => {
  it.each([
    'a b=1; ok=2',
    'ü=1; ok=2',
    '(x)=1; ok=2',
    'a=\u0001; ok=2',
    'ok=2; =nameless',
    'flag; ok=2',
    'ok=2; __proto__=x',
  ])('in the header %j', (header) => {
    expect(toShop(header, visit)).toContain('ok=2');
  });

  it.each(['a b=1; Path=/', '=nameless', 'flag'])('from the shop: %j', (line) => {
    expect(() => toBrowser(line)).not.toThrow();
  });
});
