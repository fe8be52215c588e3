import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isLicenseKey, newLicenseKey, parseLicenseKey } from '../../../src/license/license-key.ts';
import { LicenseError } from '../../../src/punchout/license-error.ts';

const alphabet = [...'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'];
const kinds = fc.constantFrom('PGS' as const, 'PGC' as const);
const tokens = fc
  .uint8Array({ minLength: 32, maxLength: 32 })
  .map((bytes) => Buffer.from(bytes).toString('base64url'));
const keys = fc.tuple(kinds, tokens).map(([kind, token]) => newLicenseKey(kind, token));

function isMistyped(text: string): boolean {
  try {
    parseLicenseKey(text);
    return false;
  } catch (error) {
    return error instanceof LicenseError && error.code === 'key_mistyped';
  }
}

describe('a license key that a person reads out', () => {
  it('has its kind and six groups of five, without characters that look alike', () => {
    fc.assert(
      fc.property(kinds, tokens, (kind, token) => {
        const { text, hint } = newLicenseKey(kind, token);
        expect(text).toMatch(new RegExp(`^${kind}(-[A-Z2-9]{5}){6}$`));
        expect(text.slice(3)).not.toMatch(/[IO01]/);
        expect(text.endsWith(`-${hint}`)).toBe(true);
      }),
    );
  });

  it('is the same for the same chance, and another for another', () => {
    const one = Buffer.alloc(32, 1).toString('base64url');
    const two = Buffer.concat([Buffer.alloc(27, 1), Buffer.alloc(5, 2)]).toString('base64url');
    expect(newLicenseKey('PGS', one).text).toMatch(/^PGS-(BBBBB-){5}BBB/);
    expect(newLicenseKey('PGS', one)).toEqual(newLicenseKey('PGS', one));
    expect(newLicenseKey('PGS', two).hash).not.toBe(newLicenseKey('PGS', one).hash);
    expect(newLicenseKey('PGC', one).hash).not.toBe(newLicenseKey('PGS', one).hash);
  });

  it('uses every character equally often', () => {
    const bytes = Array.from({ length: 256 }, (_, value) => value);
    const characters = bytes.map((value) =>
      newLicenseKey('PGC', Buffer.alloc(28, value).toString('base64url')).text.slice(4, 5),
    );
    const counts = new Map<string, number>();
    for (const character of characters) counts.set(character, (counts.get(character) ?? 0) + 1);
    expect([...counts.values()]).toEqual(Array.from({ length: 32 }, () => 8));
  });

  it('is not given away by what is stored of it', () => {
    fc.assert(
      fc.property(keys, ({ text, hash, hint }) => {
        expect(hash).toHaveLength(43);
        expect(hint).toHaveLength(5);
        expect(text).not.toContain(hash);
      }),
    );
  });
});

describe('a license key that a person types in', () => {
  it.each<[string, (text: string) => string]>([
    ['as it was issued', (text) => text],
    ['in small letters', (text) => text.toLowerCase()],
    ['without hyphens', (text) => text.replaceAll('-', '')],
    ['with spaces for hyphens', (text) => text.replaceAll('-', ' ')],
    ['with spaces and a line break around it', (text) => ` ${text}\r\n`],
  ])('is the same key %s', (_, typed) => {
    fc.assert(
      fc.property(keys, (key) => {
        expect(parseLicenseKey(typed(key.text))).toEqual(key);
        expect(isLicenseKey(typed(key.text))).toBe(true);
      }),
    );
  });

  it('is told to be mistyped with any one character wrong', () => {
    fc.assert(
      fc.property(keys, ({ text }) => {
        for (const [index, character] of [...text].entries()) {
          const wrong = alphabet.filter((other) => other !== character && character !== '-');
          for (const other of wrong)
            expect(isMistyped(text.slice(0, index) + other + text.slice(index + 1))).toBe(true);
        }
      }),
      { numRuns: 20 },
    );
  });

  it('is told to be mistyped with any two neighbours swapped', () => {
    fc.assert(
      fc.property(keys, ({ text }) => {
        const plain = text.replaceAll('-', '');
        for (let index = 1; index < plain.length; index += 1) {
          const [one = '', other = ''] = plain.slice(index - 1, index + 1);
          const swapped = plain.slice(0, index - 1) + other + one + plain.slice(index + 1);
          if (one !== other) expect(isMistyped(swapped)).toBe(true);
        }
      }),
    );
  });

  it('is told to be mistyped with a character too few or too many', () => {
    fc.assert(
      fc.property(keys, fc.nat({ max: 32 }), fc.constantFrom(...alphabet), ({ text }, index, more) => {
        const plain = text.replaceAll('-', '');
        expect(isMistyped(plain.slice(0, index) + plain.slice(index + 1))).toBe(true);
        expect(isMistyped(plain.slice(0, index) + more + plain.slice(index))).toBe(true);
      }),
    );
  });

  it('is told to be mistyped with a kind that there is not, or letters that no key has', () => {
    const { text } = newLicenseKey('PGS', Buffer.alloc(32, 5).toString('base64url'));
    for (const typed of ['', text.replace('PGS', 'PGX'), text.replace(/.$/, '0'), text.replace(/.$/, 'Ö')])
      expect(isMistyped(typed)).toBe(true);
  });

  it('is taken for a key even where it is mistyped, and an id is not', () => {
    const { text } = newLicenseKey('PGC', Buffer.alloc(32, 5).toString('base64url'));
    for (const typed of [
      text.replace('P', 'O'),
      text.replace('C', '6'),
      text.slice(0, 9),
      'pgs 123',
      'pgs123',
    ])
      expect(isLicenseKey(typed)).toBe(true);
    const ids = ['7d444840-9dc0-11d1-b245-5ffdce74fad2', '7d4448409dc011d1b2455ffdce74fad2', 'license-1'];
    for (const id of ids) expect(isLicenseKey(id)).toBe(false);
  });
});
