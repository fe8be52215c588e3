import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { licenseKey } from '../../../src/license/license-key.ts';

const tokens = fc
  .uint8Array({ minLength: 32, maxLength: 32 })
  .map((bytes) => Buffer.from(bytes).toString('base64url'));

describe('a license key that a person reads out', () => {
  it('has its kind and five groups of five, without characters that look alike', () => {
    fc.assert(
      fc.property(tokens, fc.constantFrom('PGS' as const, 'PGC' as const), (token, kind) => {
        const key = licenseKey(kind, token);
        expect(key).toMatch(new RegExp(`^${kind}(-[A-Z2-9]{5}){5}$`));
        expect(key.slice(3)).not.toMatch(/[IO01]/);
      }),
    );
  });

  it('is the same for the same chance, and another for another', () => {
    const one = Buffer.alloc(32, 1).toString('base64url');
    const two = Buffer.concat([Buffer.alloc(24, 1), Buffer.alloc(8, 2)]).toString('base64url');
    expect(licenseKey('PGS', one)).toBe('PGS-BBBBB-BBBBB-BBBBB-BBBBB-BBBBB');
    expect(licenseKey('PGS', two)).not.toBe(licenseKey('PGS', one));
  });

  it('uses every character equally often', () => {
    const bytes = Array.from({ length: 256 }, (_, value) => value);
    const keys = bytes.map((value) =>
      licenseKey('PGC', Buffer.alloc(25, value).toString('base64url')).slice(4, 5),
    );
    const counts = new Map<string, number>();
    for (const character of keys) counts.set(character, (counts.get(character) ?? 0) + 1);
    expect([...counts.values()]).toEqual(Array.from({ length: 32 }, () => 8));
  });
});
