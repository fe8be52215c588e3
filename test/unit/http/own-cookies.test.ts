import { parseSetCookie } from 'cookie';
import { describe, expect, it } from 'vitest';
import { entryCookies } from '../../../src/browser/entry-cookies.ts';
import { hasOwnCookie, ownName, readOwn } from '../../../src/http/own-cookies.ts';

const entry = {
  browserKey: 'key-1',
  shopLines: [] as string[],
  earlier: undefined as string | undefined,
  ownWindow: false,
};

describe('the key of the browser', () => {
  it('is read from the cookies of the browser, under the name that its host has for it', () => {
    expect(readOwn('key', 'a=1; __Host-punchgate=key-1', [true])).toBe('key-1');
    expect(readOwn('key', 'a=1; punchgate=key-1', [false])).toBe('key-1');
    expect(readOwn('key', 'punchgate=key-1', [true, false])).toBe('key-1');
    const others = [undefined, '', 'a=1', 'punchgate=key-1'].map((header) => readOwn('key', header, [true]));
    expect(others).toEqual([undefined, undefined, undefined, undefined]);
  });

  it('by https: only this host, in the frame of a foreign page, unreadable for scripts', () => {
    const cookie = parseSetCookie(entryCookies(entry, true).at(-1) ?? '');
    expect(cookie).toMatchObject({
      name: '__Host-punchgate',
      value: 'key-1',
      path: '/',
      secure: true,
      httpOnly: true,
      sameSite: 'none',
      partitioned: true,
    });
    expect(cookie.domain).toBeUndefined();
  });

  it('without https: one that a browser keeps at all', () => {
    const cookie = parseSetCookie(entryCookies(entry, false).at(-1) ?? '');
    expect(cookie).toMatchObject({ name: 'punchgate', httpOnly: true, sameSite: 'lax', path: '/' });
    expect([cookie.secure, cookie.partitioned].some(Boolean)).toBe(false);
  });

  it('has the prefix that binds it to the host only where browsers allow it', () => {
    expect([ownName('key', true), ownName('key', false)]).toEqual(['__Host-punchgate', 'punchgate']);
  });
});

describe('a browser that enters', () => {
  it('loses what an earlier visit left, also what that visit had a window for', () => {
    const earlier = 'pgs_session-=old; cart=old; __Host-punchgate=old; __Host-punchgate-window=own';
    const lines = entryCookies({ ...entry, shopLines: ['timezone=UTC'], earlier }, true);
    const ended = lines.map((line) => parseSetCookie(line)).filter(({ maxAge }) => maxAge === 0);
    expect(ended.map(({ name, value }) => [name, value])).toEqual([
      ['pgs_session-', ''],
      ['cart', ''],
      ['__Host-punchgate-window', ''],
    ]);
    for (const cookie of ended) expect(cookie).toMatchObject({ path: '/', secure: true, partitioned: true });
  });

  it('keeps what the fresh session sets anew', () => {
    const lines = entryCookies({ ...entry, shopLines: ['a=new; Path=/'], earlier: 'a=old' }, true);
    expect(lines.filter((line) => line.startsWith('a='))).toEqual(['a=new; Path=/']);
  });

  it('is not kept out by an odd cookie', () => {
    for (const earlier of ['a b=1', 'ü=1', 'a=\u0001', '=nameless', 'flag', '__proto__=x'])
      expect(entryCookies({ ...entry, earlier }, true).join()).toContain('key-1');
  });
});

describe('a browser shows that it keeps cookies', () => {
  it.each(['punchgate-probe=kept', '__Host-punchgate=k', 'a=1; pgs_session-=x'])('by %s', (header) => {
    expect(hasOwnCookie(header)).toBe(true);
  });

  it.each([undefined, '', 'a=1', 'session-=x'])('and not by %s', (header) => {
    expect(hasOwnCookie(header)).toBe(false);
  });
});
