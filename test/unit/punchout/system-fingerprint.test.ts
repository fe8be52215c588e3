import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fieldRuleSchema } from '../../../src/punchout/field-rule.ts';
import type { System } from '../../../src/punchout/system.ts';
import { fingerprintSource, systemFingerprint } from '../../../src/punchout/system-fingerprint.ts';
import { sampleCxmlSystem, sampleOciSystem } from './sample-system.ts';

const folder = join(import.meta.dirname, '../../../fixtures/fingerprints');

interface Vector {
  says: string;
  system: {
    protocol: 'oci' | 'cxml';
    login: object;
    fields: Record<string, Record<string, object>>;
    units: object;
  };
  canonical: string;
  fingerprint: string;
}

const vectors = readdirSync(folder).map(
  (name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Vector,
);

function systemOf({ system }: Vector): System {
  const { protocol, login, units } = system;
  const fields = Object.fromEntries(
    Object.entries(system.fields).map(([kind, rules]) => [kind, parsed(rules)]),
  );
  return (protocol === 'oci' ? sampleOciSystem : sampleCxmlSystem)({ login, units, fields });
}

function parsed(rules: Record<string, object>) {
  return Object.fromEntries(Object.entries(rules).map(([name, rule]) => [name, fieldRuleSchema.parse(rule)]));
}

/** Canonical JSON (RFC 8785) of what a fingerprint is made of: strings, booleans, whole numbers, lists, objects. */
function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1));
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${canonicalJson(member)}`).join(',')}}`;
}

describe.each(vectors.map((vector) => [vector.says, vector] as const))('%s', (_, vector) => {
  it('the published text is what the gateway hashes', () => {
    expect(fingerprintSource(systemOf(vector))).toBe(vector.canonical);
  });

  it('the published fingerprint is what the gateway says', () => {
    expect(systemFingerprint(systemOf(vector))).toBe(vector.fingerprint);
  });

  it('anybody can work it out: canonical JSON, UTF-8, SHA-256', () => {
    expect(canonicalJson(JSON.parse(vector.canonical))).toBe(vector.canonical);
    expect(vector.fingerprint).toBe(
      `v1:${createHash('sha256').update(vector.canonical, 'utf8').digest('hex')}`,
    );
  });
});

it('every published vector is another configuration', () => {
  expect(vectors.length).toBeGreaterThan(3);
  expect(new Set(vectors.map(({ fingerprint }) => fingerprint)).size).toBe(vectors.length);
});

const print = (changes: object) => systemFingerprint(sampleOciSystem(changes));

describe('any configuration', () => {
  const texts = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 });
  const tables = fc.dictionary(texts, texts, { maxKeys: 8 });

  it('has one fingerprint, in whatever order its settings are written', () => {
    fc.assert(
      fc.property(tables, texts, (table, code) => {
        const reversed = Object.fromEntries(Object.entries(table).toReversed());
        const here = print({ units: { table, default: code } });
        expect(here).toMatch(/^v1:[0-9a-f]{64}$/);
        expect(print({ units: { default: code, table: reversed } })).toBe(here);
      }),
    );
  });

  it('has another fingerprint than any other one', () => {
    fc.assert(
      fc.property(tables, tables, (left, right) => {
        const same = canonicalJson(left) === canonicalJson(right);
        expect(print({ units: { table: left } }) === print({ units: { table: right } })).toBe(same);
      }),
    );
  });

  it('is not changed by asking', () => {
    const system = sampleOciSystem();
    const before = structuredClone(system);
    fingerprintSource(system);
    expect(system).toEqual(before);
  });
});
