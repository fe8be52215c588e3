import { describe, expect, test } from 'vitest';
import { isForgotten } from '../../../src/shopware/is-forgotten.ts';

const own = { headers: { cookie: 'timezone=UTC; session-=mine; sw-states=logged-in' } };
const page = (headers: Record<string, string | string[]>, status = 200) => ({ status, headers });

describe('a shop takes the browser for a stranger', () => {
  test.each([
    ['that it sends to the login', page({ location: '/account/login?redirectTo=x' }, 302)],
    [
      'that it sends to the login of a language',
      page({ location: 'https://shop.example/de/account/login' }, 302),
    ],
    ['that it gives another session', page({ 'set-cookie': ['a=1', 'session-=another; path=/; HttpOnly'] })],
  ])('%s', (_name, answer) => {
    expect(isForgotten(own, answer)).toBe(true);
  });
});

describe('a shop knows the browser', () => {
  test.each([
    ['whose session it names again', page({ 'set-cookie': ['session-=mine; path=/'] })],
    ['to which it gives other cookies', page({ 'set-cookie': ['session-id=another', 'x=session-=another'] })],
    ['that it sends to another page', page({ location: '/checkout/cart' }, 302)],
    ['to which it shows a page that names the login', page({ location: '/account/login' })],
  ])('%s', (_name, answer) => {
    expect(isForgotten(own, answer)).toBe(false);
  });

  test('that shows no session: there is none to be forgotten', () => {
    expect(isForgotten({ headers: {} }, page({ 'set-cookie': ['session-=first'] }))).toBe(false);
  });
});
