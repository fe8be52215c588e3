import { expect, test } from 'vitest';
import { createAccessToken } from '../../../src/shopware/access-token.ts';

test('a call that hears late of a refused token gets the one that was fetched meanwhile', async () => {
  let issued = 0;
  const issue = async () => {
    issued += 1;
    return { value: `bearer-${issued}`, lifeSeconds: 600 };
  };
  const token = createAccessToken(issue, () => 0);
  const refused = await token.current();
  expect(await token.renewed(refused)).toBe('bearer-2');
  expect(await token.renewed(refused)).toBe('bearer-2');
  expect(issued).toBe(2);
});
