import { describe, expect, test } from 'vitest';
import { lintDocument } from '../../../src/cxml/lint-document.ts';
import { article, cartOf, postedDocument, returnForm, sampleSystem } from './samples.ts';
import { setupXml } from './setup-xml.ts';

function lint(xml: string): string[] {
  return lintDocument(Buffer.from(xml)).map(({ severity, problem }) => `${severity} ${problem}`);
}

describe('the linter tells an integrator', () => {
  const content = `<BuyerCookie>c</BuyerCookie><BrowserFormPost><URL>https://buyer.example/back</URL></BrowserFormPost>
<ItemOut quantity="1"><ItemID><SupplierPartID>HAM-001</SupplierPartID></ItemID></ItemOut>`;
  const setup = (operation: string) => setupXml({ content, request: `operation="${operation}"` });

  test.each(['edit', 'inspect', 'source'])('nothing about the lines of a request to %s', (operation) => {
    expect(lint(setup(operation))).toEqual([]);
  });

  test('that the lines of a request to create are not read', () => {
    expect(lint(setup('create'))).toEqual([
      'tolerated has ItemOut, which goes with edit, inspect and source only; it is not read',
    ]);
  });

  test('which operation is not offered', () => {
    expect(lint(setup('delete'))).toEqual(['refused operation "delete"']);
  });

  test.each([
    ['quantity="abc"', 'ItemOut HAM-001: quantity "abc" is no number above zero'],
    ['quantity="-2"', 'ItemOut HAM-001: quantity "-2" is no number above zero'],
    ['quantity=""', 'ItemOut HAM-001 has no quantity'],
  ])('that %s is no quantity', (written, finding) => {
    expect(lint(setup('edit').replace('quantity="1"', written))).toEqual([`refused ${finding}`]);
  });

  test.each(['header', 'line'] as const)('that the details of a Tax in the %s are not its sum', (tax) => {
    const system = sampleSystem({ tax, taxDetail: true });
    const xml = postedDocument(returnForm({ system, cart: cartOf([article()], {}) }));
    expect(lint(xml)).toEqual([]);
    const changed = xml.replace(/(<TaxAmount><Money currency="EUR">)2.38/, '$12.39');
    expect(lint(changed)).toEqual(['refused Tax is 2.38, its details make 2.39']);
  });
});
