import { describe, expect, test } from 'vitest';
import type { Context } from '../../../src/http/context.ts';
import { isOwnName } from '../../../src/http/own-cookies.ts';
import { readBrowserKey, setBrowserKey } from '../../../src/shop-app/app-cookie.ts';

/** As much of a call as a cookie needs. */
function called(cookie = '') {
  const lines: string[] = [];
  const context = { get: () => cookie, append: (_: string, line: string) => lines.push(line) };
  return { lines, context: context as unknown as Context };
}

describe('the key of a browser that sees the shop under its own host', () => {
  test('comes back with the form of another site by https, and is for scripts nowhere', () => {
    const { context, lines } = called();
    setBrowserKey(context, 'key', true);
    const attributes = new Set(lines[0]?.split('; '));
    expect([...attributes][0]).toBe('__Host-punchgate-app=key');
    for (const wanted of ['Path=/', 'HttpOnly', 'Secure', 'SameSite=None', 'Partitioned'])
      expect(attributes).toContain(wanted);
    expect(readBrowserKey(called(lines[0]?.split(';')[0]).context)).toBe('key');
  });

  test.each([true, false])('is never sent on to a shop behind the gateway (https: %s)', (secure) => {
    const { context, lines } = called();
    setBrowserKey(context, 'key', secure);
    expect(isOwnName(lines[0]?.split('=')[0] ?? '')).toBe(true);
  });
});
