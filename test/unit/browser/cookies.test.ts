import { parseSetCookie } from 'cookie';
import { describe, expect, it } from 'vitest';
import {
  browserKeyName,
  type CookieOptions,
  entryCookies,
  toBrowser as linesToBrowser,
  readBrowserKey,
  toShop,
} from '../../../src/browser/cookies.ts';
import { createVault } from '../../../src/store/vault.ts';

const vault = createVault(Buffer.alloc(32, 5));
const secure: CookieOptions = { secure: true, vault };
const plain: CookieOptions = { secure: false, vault };

const entry = { browserKey: 'key-1', sessionId: 'visit-1', shopCookies: [] as string[], earlier: undefined };

/** What a browser sends back for the lines that it was sent. */
/** The one line that the browser gets for a line of the shop. */
function toBrowser(...input: Parameters<typeof linesToBrowser>): string {
  return linesToBrowser(...input).join('\n');
}

function sentBack(...lines: string[]): string {
  return lines.map((line) => line.split(';')[0]).join('; ');
}

describe('the session cookie of the shop', () => {
  it('reaches the browser sealed, and the shop as it was', () => {
    const line = toBrowser('session-=abc123; Path=/; HttpOnly; Secure; SameSite=Lax', 'visit-1', secure);
    expect(line).not.toContain('abc123');
    expect(toShop(sentBack(line), 'visit-1', secure)).toBe('session-=abc123');
  });

  it('is useless in another visit', () => {
    const line = toBrowser('session-=abc123; HttpOnly', 'visit-1', secure);
    expect(toShop(sentBack(line), 'visit-2', secure)).toBeUndefined();
  });

  it('is useless under another name, and when altered', () => {
    const line = sentBack(toBrowser('session-=abc123; HttpOnly', 'visit-1', secure));
    expect(toShop(line.replace('pgs_session-', 'pgs_other'), 'visit-1', secure)).toBeUndefined();
    expect(toShop(line.replace(/..$/, 'AA'), 'visit-1', secure)).toBeUndefined();
  });

  it('cannot be set by the browser itself', () => {
    expect(toShop('pgs_session-=abc123', 'visit-1', secure)).toBeUndefined();
  });

  it('keeps its life, and loses the domain and path of the shop', () => {
    const line = toBrowser(
      'session-=x; Path=/de; Domain=shop.example; Max-Age=60; Expires=Wed, 01 Jul 2026 12:00:00 GMT; HttpOnly',
      'visit-1',
      secure,
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
});

describe('a cookie that scripts of the shop read', () => {
  it.each(['1', 'abc-123', 'a+b/c==', '{"a":1}', 'a%20b', '%7B%22a%22%3A1%7D', '1,2|3', ''])(
    'has the value that the shop wrote: %s',
    (value) => {
      const line = toBrowser(`sw-states=${value}; Path=/`, 'visit-1', secure);
      expect(sentBack(line)).toBe(`sw-states=${value}`);
      expect(parseSetCookie(line).httpOnly).toBeFalsy();
    },
  );

  it.each(['a=1', 'a=a+b/c==', 'a=1; b={"c":2}; d=x%20y'])(
    'reaches the shop as the browser has it: %s',
    (header) => {
      expect(toShop(header, 'visit-1', secure)).toBe(header);
    },
  );
});

describe('the key of the browser', () => {
  it('is never forwarded to the shop', () => {
    expect(toShop('__Host-punchgate=key-1; a=1', 'visit-1', secure)).toBe('a=1');
    expect(toShop('punchgate=key-1', 'visit-1', plain)).toBeUndefined();
  });

  it('is read from the cookies of the browser', () => {
    expect(readBrowserKey('a=1; __Host-punchgate=key-1', secure)).toBe('key-1');
    expect(readBrowserKey('a=1; punchgate=key-1', plain)).toBe('key-1');
    expect([undefined, '', 'a=1', 'punchgate=key-1'].map((header) => readBrowserKey(header, secure))).toEqual(
      [undefined, undefined, undefined, undefined],
    );
  });

  it('by https: only this host, in the frame of a foreign page, unreadable for scripts', () => {
    const line = entryCookies(entry, secure).at(-1) ?? '';
    expect(parseSetCookie(line)).toMatchObject({
      name: '__Host-punchgate',
      value: 'key-1',
      path: '/',
      secure: true,
      httpOnly: true,
      sameSite: 'none',
      partitioned: true,
    });
    expect(parseSetCookie(line).domain).toBeUndefined();
  });

  it('without https: one that a browser keeps at all', () => {
    const cookie = parseSetCookie(entryCookies(entry, plain).at(-1) ?? '');
    expect(cookie).toMatchObject({ name: 'punchgate', httpOnly: true, sameSite: 'lax', path: '/' });
    expect([cookie.secure, cookie.partitioned].some(Boolean)).toBe(false);
  });

  it('has the prefix that binds it to the host only where browsers allow it', () => {
    expect([browserKeyName(secure), browserKeyName(plain)]).toEqual(['__Host-punchgate', 'punchgate']);
  });
});

describe('a browser that enters', () => {
  it('gets the cookies of its fresh shop session', () => {
    const lines = entryCookies({ ...entry, shopCookies: ['session-=abc; HttpOnly', 'timezone=UTC'] }, secure);
    expect(toShop(sentBack(...lines), 'visit-1', secure)).toBe('session-=abc; timezone=UTC');
  });

  it('loses what an earlier visit left', () => {
    const earlier = 'pgs_session-=old; cart=old; __Host-punchgate=old';
    const lines = entryCookies({ ...entry, shopCookies: ['timezone=UTC'], earlier }, secure).map((line) =>
      parseSetCookie(line),
    );
    const ended = lines.filter(({ maxAge }) => maxAge === 0);
    expect(ended.map(({ name, value }) => [name, value])).toEqual([
      ['pgs_session-', ''],
      ['cart', ''],
    ]);
    for (const cookie of ended) expect(cookie).toMatchObject({ path: '/', secure: true, partitioned: true });
  });

  it('keeps what the fresh session sets anew', () => {
    const lines = entryCookies({ ...entry, shopCookies: ['a=new'], earlier: 'a=old' }, secure);
    expect(lines.filter((line) => line.startsWith('a='))).toHaveLength(1);
    expect(lines[0]).toMatch(/^a=new;/);
  });
});

describe('an odd cookie does not keep a buyer out', () => {
  const odd = [
    'a b=1; ok=2',
    'ü=1; ok=2',
    '(x)=1; ok=2',
    'a=\u0001; ok=2',
    'ok=2; =nameless',
    'flag; ok=2',
    'ok=2; __proto__=x',
  ];

  it.each(odd)('in the header %j', (header) => {
    expect(toShop(header, 'visit-1', secure)).toContain('ok=2');
    expect(entryCookies({ ...entry, earlier: header }, secure).some((line) => line.includes('key-1'))).toBe(
      true,
    );
  });

  it.each(['a b=1; Path=/', '=nameless', 'flag'])('from the shop: %j', (line) => {
    expect(() => toBrowser(line, 'visit-1', secure)).not.toThrow();
  });
});
