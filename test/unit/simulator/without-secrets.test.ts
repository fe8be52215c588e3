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
