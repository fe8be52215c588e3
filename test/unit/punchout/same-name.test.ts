import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sameName } from '../../../src/punchout/same-name.ts';

describe('names that procurement systems spell in several ways', () => {
  it.each([
    ['UserEmail', 'User email'],
    ['UserEmail', 'USER_EMAIL'],
    ['cost-center', 'CostCenter'],
    ['~OkCode', '~okcode'],
  ])('%s and %s mean one', (left, right) => {
    expect(sameName(left, right)).toBe(true);
  });

  it.each([
    ['UserEmail', 'UserEmail2'],
    ['User', 'UserEmail'],
    ['~OkCode', 'OkCode'],
    ['', 'x'],
  ])('"%s" and "%s" do not', (left, right) => {
    expect(sameName(left, right)).toBe(false);
  });

  it('letter case and separators never matter, on whichever side they stand', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-z0-9]{1,8}$/), { minLength: 1, maxLength: 4 }), (words) => {
        expect(sameName(words.join('_'), words.join(' ').toUpperCase())).toBe(true);
        expect(sameName(words.join('-').toUpperCase(), words.join(''))).toBe(true);
        expect(sameName(`${words.join('')}x`, words.join(' '))).toBe(false);
      }),
    );
  });
});
