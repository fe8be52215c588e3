import { expect, test } from 'vitest';
import { statusOf } from '../../../src/cxml/status.ts';
import { httpStatus } from '../../../src/http/http-status.ts';
import { type Reason, reasons } from '../../../src/punchout/reasons.ts';

const head = `# Reasons

Every way Punchgate refuses, with the cXML Status, the HTTP status of a page, what the operator should do, and what the
buyer reads. The codes are stable.

| reason | cXML | HTTP | for the operator | for the buyer |
|---|---|---|---|---|
`;

test('the operator finds every reason on one page (npx vitest run -u writes it)', async () => {
  const rows = (Object.keys(reasons) as Reason[]).map((reason) => {
    const { operator, buyer } = reasons[reason];
    return `| \`${reason}\` | ${statusOf[reason]} | ${httpStatus[reason]} | ${operator} | ${buyer} |\n`;
  });
  await expect(head + rows.join('')).toMatchFileSnapshot('../../../docs/reasons.md');
});
