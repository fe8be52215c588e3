import { expect, test } from 'vitest';
import { pageChecks } from '../../../src/simulator/page-checks.ts';

function cookieCheck(url: string, ...cookies: string[]) {
  const headers = { 'set-cookie': cookies };
  const page = { url, status: 200, headers, bytes: Buffer.from('<p>Shop</p>'), fault: '' };
  return pageChecks({ answers: [page], page }, { secrets: [], given: [] }).find(
    ({ id }) => id === 'page.cookies',
  );
}

test('a cookie that would not come back in a frame is found, by its name only', () => {
  const lax = cookieCheck('https://shop.example/', 'session=abc; Path=/; Secure; SameSite=Lax');
  expect(lax).toMatchObject({ outcome: 'failed', seen: 'session lacks SameSite=None' });
  const plain = cookieCheck('https://shop.example/', 'a=1; Secure; SameSite=None', 'b=2; HttpOnly');
  expect(plain).toMatchObject({ outcome: 'failed', seen: 'b lacks Secure and SameSite=None' });
});

test('a cookie that is fit for a frame passes; on http, where none can be Secure, there is nothing to judge', () => {
  const good = cookieCheck('https://shop.example/', 'a=1; secure; samesite=none; Partitioned');
  expect(good).toMatchObject({ outcome: 'passed', seen: '1 cookie' });
  expect(cookieCheck('http://localhost/', 'a=1')).toMatchObject({ outcome: 'skipped', seen: 'no https' });
});

test('a page of empty lines is soon judged', () => {
  const bytes = Buffer.from('\n'.repeat(200_000));
  const page = { url: 'https://shop.example/', status: 200, headers: {}, bytes, fault: '' };
  const checks = pageChecks({ answers: [page], page }, { secrets: [], given: [] });
  expect(checks).toContainEqual(expect.objectContaining({ id: 'page.stack-trace', outcome: 'passed' }));
});
