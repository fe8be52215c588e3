import { expect, test } from 'vitest';
import { judged } from '../../../src/simulator/check.ts';
import { withoutSecrets } from '../../../src/simulator/without-secrets.ts';

function shown(seen: string, ...secrets: string[]): string {
  return withoutSecrets([judged('cxml.status', false, seen)], secrets)[0]?.seen ?? '';
}

test('a secret that stands where a text is cut is taken out whole', () => {
  expect(shown(`${'x'.repeat(232)}sesam-oeffne-dich`, 'sesam-oeffne-dich')).toBe(
    `${'x'.repeat(232)}[secret]`,
  );
});

test('a secret with blanks or line breaks in it is taken out', () => {
  expect(shown('told open  sesame\nnow, twice', 'open  sesame\nnow')).toBe('told [secret], twice');
});

test('a secret that holds another one is taken out whole', () => {
  expect(shown('it is sesame-street', 'sesame', 'sesame-street')).toBe('it is [secret]');
});

test('a short secret is taken out only where it stands as a word or a value', () => {
  expect(shown('text/xml; a=ex&b=x', 'x')).toBe('text/xml; a=ex&b=[secret]');
  expect(shown('login "te." of the text', 'te.')).toBe('login "[secret]" of the text');
  expect(shown('key=a%26b, a%26bc', 'a&b')).toBe('key=[secret], a%26bc');
});
