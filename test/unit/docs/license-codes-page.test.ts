import { expect, test } from 'vitest';
import { licenseFaults } from '../../../src/punchout/license-error.ts';

const head = `# License codes

Every way a change of a license is refused, by the command line and by the license server (there as \`code\` of a problem
document), with its HTTP status and what to do. The codes are stable. Why a buyer is refused: [reasons.md](reasons.md).

| code | HTTP | what to do |
|---|---|---|
`;

test('the operator finds every code on one page (npx vitest run -u writes it)', async () => {
  const rows = Object.entries(licenseFaults).map(
    ([code, { status, advice }]) => `| \`${code}\` | ${status} | ${advice} |\n`,
  );
  await expect(head + rows.join('')).toMatchFileSnapshot('../../../docs/license-codes.md');
});
