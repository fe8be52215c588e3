import { expect, test } from 'vitest';
import { leakCheck } from '../../../src/simulator/leak-check.ts';
import { holdsSecret } from '../../../src/simulator/without-secrets.ts';

function judge(text: string, ...secrets: string[]) {
  const faults = holdsSecret(text, secrets) ? ['it holds one'] : [];
  return leakCheck('page.addresses', faults, { secrets, seen: text })[0];
}

test('a secret that may stand anywhere by chance makes no false leak, and no false peace', () => {
  expect(judge('https://shop.example/text', 'tex')).toMatchObject({
    outcome: 'skipped',
    seen: expect.stringMatching(/^a secret has fewer than 6 characters/),
  });
});

test('a long secret is found beside a short one', () => {
  expect(judge('https://shop.example/?key=open-sesame', 'tex', 'open-sesame')?.outcome).toBe('failed');
  expect(judge('https://shop.example/', 'open-sesame')?.outcome).toBe('passed');
});
