import { randomUUID } from 'node:crypto';
import { afterAll, describe, expect, test } from 'vitest';
import { createEgress } from '../../../src/http/egress.ts';
import { asking } from '../../../src/simulator/ask.ts';
import { returnedCartChecks } from '../../../src/simulator/cxml-returned-cart.ts';
import { cxmlBuyer, plainCxml } from './buyers.ts';
import { type CxmlFaults, sharedSecret, startFakeCxmlGateway } from './fake-cxml-gateway.ts';

const egress = createEgress({ allowPrivate: true });
afterAll(() => egress.close());

const item = (number: string) =>
  `<ItemIn quantity="3"><ItemID><SupplierPartID>${number}</SupplierPartID><SupplierPartAuxiliaryID>ref/${number}</SupplierPartAuxiliaryID></ItemID></ItemIn>`;

const cart = (allowed: string, ...items: string[]) =>
  `<cXML><Message><PunchOutOrderMessage><PunchOutOrderMessageHeader operationAllowed="${allowed}"/>${items.join('')}</PunchOutOrderMessage></Message></cXML>`;

/** Sends a cart back to a gateway, as a platform that edits and inspects. Answers what came of it, by check. */
async function sentBack(document: string, faults: CxmlFaults = {}) {
  const asked: string[] = [];
  const rewrite = (text: string, request: string) => {
    asked.push(request);
    return text;
  };
  const url = await startFakeCxmlGateway({ rewrite, ...faults });
  const buyer = cxmlBuyer(url, { ...plainCxml, operations: ['create', 'edit', 'inspect'] });
  const ports = { ask: asking(egress, 5_000), now: Date.now, newId: randomUUID };
  const received = { fields: [['cXML-urlencoded', document] as [string, string]], query: [] };
  const checks = await returnedCartChecks(received, { ...buyer, sharedSecret }, ports);
  return { asked, outcomes: checks.map(({ id, outcome, seen }) => `${outcome} ${id}: ${seen}`) };
}

describe('a cart that is sent back', () => {
  test('holds every line with its quantity and its reference', async () => {
    const { asked } = await sentBack(cart('edit', item('HAM-001'), item('HAM-002')));
    expect(asked.map((request) => /operation="(\w+)"/.exec(request)?.[1])).toEqual(['edit', 'inspect']);
    for (const request of asked)
      expect(request.match(/<ItemOut quantity="3" lineNumber="\d">|ref\/HAM-00\d/g)).toEqual([
        '<ItemOut quantity="3" lineNumber="1">',
        'ref/HAM-001',
        '<ItemOut quantity="3" lineNumber="2">',
        'ref/HAM-002',
      ]);
  });

  test('must be known, and open a page', async () => {
    const lost = await sentBack(cart('edit', item('HAM-001')));
    expect(lost.outcomes).toEqual([
      'failed cxml.edit-returned: Status 412, HTTP 200, no start page',
      'passed cxml.inspect-returned: Status 200, HTTP 200, a start page',
    ]);
    const pageless = await sentBack(cart('edit', item('HAM-001')), { codes: { edit: 200 } });
    expect(pageless.outcomes[0]).toBe('failed cxml.edit-returned: Status 200, HTTP 200, no start page');
    const broken = await sentBack(cart('edit', item('HAM-001')), { httpStatus: 500, rewrite: () => '' });
    expect(broken.outcomes[1]).toMatch(/^failed cxml\.inspect-returned: .*HTTP 500/);
  });

  test('goes back only as far as it says itself', async () => {
    const inspected = await sentBack(cart('inspect', item('HAM-001')));
    expect(inspected.outcomes).toEqual([
      'skipped cxml.edit-returned: operationAllowed is inspect',
      'passed cxml.inspect-returned: Status 200, HTTP 200, a start page',
    ]);
    const empty = await sentBack(cart('edit'));
    expect(empty.outcomes).toEqual([
      'skipped cxml.edit-returned: there are no lines',
      'skipped cxml.inspect-returned: there are no lines',
    ]);
  });
});
