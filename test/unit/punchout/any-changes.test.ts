import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  cxmlSystemSchema,
  ociSystemSchema,
  type System,
  systemSchema,
} from '../../../src/punchout/system.ts';
import { describeChanges } from '../../../src/punchout/system-changes.ts';
import { systemFingerprint } from '../../../src/punchout/system-fingerprint.ts';
import { sampleCxmlSystem, sampleOciSystem } from './sample-system.ts';

/** Few values each, so that edits often meet, and differ in spelling only. */
const parameter = fc.constantFrom('USER', 'user', 'PASS', 'Pass');
const text = fc.constantFrom('a', 'A', 'b, else c', 'a, else b', '');
const dataField = fc.constantFrom('product.number', 'product.ean', 'item.name');
const ruleEdit = fc.record(
  { from: fc.array(dataField, { maxLength: 3 }), fixed: text, length: fc.constantFrom(1, 40) },
  { requiredKeys: [] },
);
const fieldsEdit = fc.dictionary(fc.constantFrom('VENDORMAT', 'MATGROUP'), ruleEdit);
const unitsEdit = fc.record(
  {
    productField: fc.constantFrom('unit', 'Unit'),
    default: fc.constantFrom('EA', 'PCE'),
    table: fc.dictionary(
      fc.constantFrom('pc', 'PC', 'Stück'),
      fc.constantFrom('EA', 'PCE', { code: 'PCE', factor: '10' }, { code: 'PCE', factor: 'product.weight' }),
    ),
    standard: fc.boolean(),
    unmapped: fc.constantFrom('warn', 'block'),
  },
  { requiredKeys: [] },
);
const shared = {
  fields: fc.record({ item: fieldsEdit, shipping: fieldsEdit, discount: fieldsEdit }),
  units: unitsEdit,
  title: fc.constantFrom('One', 'Two'),
  active: fc.boolean(),
  returnHosts: fc.shuffledSubarray(['a.example', 'b.example']),
};
const ociEdit = fc.record({
  ...shared,
  charset: fc.constantFrom('utf-8', 'iso-8859-1'),
  bundles: fc.constantFrom('flat', 'hierarchy'),
  login: fc.record(
    {
      method: fc.constantFrom('any', 'post'),
      user: parameter,
      password: parameter,
      token: parameter,
      hookUrl: parameter,
      target: parameter,
      fixed: fc.dictionary(fc.constantFrom('CID', 'cid', 'LANG'), text),
    },
    { requiredKeys: [] },
  ),
});
const partyEdit = fc.record({
  check: fc.boolean(),
  credentials: fc.array(
    fc.record({
      domain: fc.constantFrom('NetworkId', 'NETWORKID', 'a', 'a b'),
      identity: fc.constantFrom('AN01', 'an01', 'b c', 'c'),
    }),
    { maxLength: 3 },
  ),
});
const cxmlEdit = fc.record({
  ...shared,
  sharedSecretHashes: fc.shuffledSubarray(['hash-1', 'hash-2']),
  login: fc.record({
    from: partyEdit,
    to: partyEdit,
    sender: partyEdit,
    sharedSecret: fc.boolean(),
    customer: fc.constantFrom('fixed', 'email'),
    emailFrom: fc.array(
      fc.constantFrom('Contact', 'contact', 'UserEmail', 'user email', 'a, else b', 'b', 'a'),
      {
        maxLength: 3,
      },
    ),
  }),
});

const systems = fc.oneof(
  ociEdit.map((edit) => ociSystemSchema.parse({ ...sampleOciSystem(), ...edit })),
  cxmlEdit.map((edit) =>
    cxmlSystemSchema.parse({ ...sampleCxmlSystem(), id: sampleOciSystem().id, ...edit }),
  ),
);

/** Before with one part of after, found by the path: most such edits change one thing, or nothing that counts. */
function withOnePart(before: unknown, after: unknown, [choice, ...path]: number[]): unknown {
  if (choice === undefined || !isRecord(before) || !isRecord(after)) return after;
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const name = names[choice % names.length];
  if (name === undefined) return before;
  const part = withOnePart(before[name], after[name], path);
  return Object.fromEntries(
    Object.entries({ ...before, [name]: part }).filter(([, value]) => value !== undefined),
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function editOf(before: System, after: System, path: number[]): System {
  if (before.protocol !== after.protocol) return after;
  return systemSchema.parse(withOnePart(before, after, path));
}

describe('for any two Systems', () => {
  const edits = fc
    .tuple(systems, systems, fc.array(fc.nat(), { maxLength: 4 }))
    .map(([before, after, path]): [System, System] => [before, editOf(before, after, path)]);

  it('something that the license is bound to is named exactly where the fingerprint is another', () => {
    fc.assert(
      fc.property(edits, ([before, after]) => {
        const same = systemFingerprint(before) === systemFingerprint(after);
        expect(describeChanges(before, after).licensed.length === 0).toBe(same);
      }),
      { numRuns: 5_000 },
    );
  });

  it('no edit goes without a word', () => {
    fc.assert(
      fc.property(edits, ([before, after]) => {
        const changes = describeChanges(before, after);
        const words = changes.licensed.length + changes.other.length;
        expect(words > 0).toBe(!isDeepStrictEqual(before, after));
      }),
      { numRuns: 1_000 },
    );
  });
});
