import { expect, test } from 'vitest';
import { lintDocument } from '../../../src/cxml/lint-document.ts';
import { readDocument } from '../../../src/cxml/read-document.ts';
import { writeRequest } from '../../../src/cxml/write-request.ts';
import { childrenNamed, element, textOf } from '../../../src/cxml/xml-element.ts';
import { profiles } from '../../../src/profiles/profiles.ts';
import { inEnvelope } from '../../../src/simulator/cxml-exchange.ts';
import { setupRequest } from '../../../src/simulator/cxml-request.ts';
import { cxmlBuyer } from '../../integration/simulator/buyers.ts';

const calls = profiles.flatMap(({ name, call }) => (call.protocol === 'cxml' ? [{ name, call }] : []));
const ports = { ask: () => Promise.reject(new Error('not asked')), now: () => 0, newId: () => 'id-1' };

test.each(calls)('what a buyer of $name asks is a valid request, with all its parts', ({ call }) => {
  const buyer = cxmlBuyer('https://gateway.example/cxml', call);
  const lines = [{ quantity: '2', number: 'HAM-001', reference: 'cart-1' }];
  const parts = { buyerCookie: 'b', operation: 'edit' as const, lines, product: 'HAM-001' };
  const { body } = inEnvelope(buyer, setupRequest(buyer, parts), ports);
  const findings = lintDocument(body).filter(({ problem }) => call.doctype || problem !== 'has no DOCTYPE');
  expect(findings).toEqual([]);
  expect(body.includes('<!DOCTYPE')).toBe(call.doctype);
});

test.each([
  ['coupa', ['UniqueName', 'User'], ['UserEmail']],
  ['dynamics-365', [], ['User email']],
])('what a buyer of %s says of itself is what --user and --email name', (platform, users, emails) => {
  const call = calls.find(({ name }) => name === platform)?.call;
  if (!call) throw new Error(`${platform} does not call by cXML`);
  const buyer = cxmlBuyer('https://gateway.example/cxml', call);
  const said = (who: Partial<typeof buyer>) => {
    const request = setupRequest({ ...buyer, ...who }, { buyerCookie: 'b', operation: 'create' });
    return childrenNamed(request, 'Extrinsic').map((extrinsic) => [
      extrinsic.attributes.name,
      textOf(extrinsic),
    ]);
  };
  for (const name of users) expect(said({})).toContainEqual([name, 'Max']);
  for (const name of emails) expect(said({})).toContainEqual([name, 'max@buyer.example']);
  expect(JSON.stringify(said({}))).not.toContain('erika');
  for (const name of emails) expect(said({ email: '' })).toContainEqual([name, 'erika@buyer.example']);
});

test('a request in ISO-8859-1 keeps the characters that it has, and refers to the others', () => {
  const root = element('cXML', {}, element('Request', {}, 'Größe €'));
  const bytes = writeRequest(root, { encoding: 'ISO-8859-1', dtdVersion: undefined });
  expect(bytes.toString('latin1')).toContain('<Request>Größe &#8364;</Request>');
  expect(readDocument(bytes, 'text/xml')).toEqual(root);
});
