import { createHash } from 'node:crypto';
import { LicenseError } from '../punchout/license-error.ts';

/** Without letters and digits that look alike. */
const alphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const randomLength = 28;
const groupLength = 5;
/** The largest prime that two characters can say. */
const modulus = 1021;
const checkWeights = [alphabet.length, 1];

export type KeyKind = 'PGS' | 'PGC';

/** A key as it was typed in, in its one spelling. */
export interface LicenseKey {
  kind: KeyKind;
  text: string;
  /** What is stored and searched instead of the key: 140 random bits need no salt. */
  hash: string;
  /** Its last group, which may be shown. */
  hint: string;
}

/**
 * A key that a person can read out, e.g. `PGS-7K2QM-…`: `PGS` for a system license, `PGC` for a customer license, and
 * 30 characters in groups of five, the last two of which check the others.
 * @param token at least 28 random bytes as base64url
 */
export function newLicenseKey(kind: KeyKind, token: string): LicenseKey {
  const bytes = Buffer.from(token, 'base64url').subarray(0, randomLength);
  const characters = [...bytes].map((byte) => alphabet[byte % alphabet.length]).join('');
  return keyOf(kind, characters + checkCharacters(kind, characters));
}

/**
 * Reads a key in any letter case, with or without its hyphens.
 * @throws LicenseError `key_mistyped`: one wrong character, or two swapped neighbours, never pass
 */
export function parseLicenseKey(text: string): LicenseKey {
  const plain = text.toUpperCase().replaceAll(/[\s-]/g, '');
  const [, kind, characters = ''] = /^(PGS|PGC)([A-HJ-NP-Z2-9]{30})$/.exec(plain) ?? [];
  if (kind !== 'PGS' && kind !== 'PGC')
    throw new LicenseError(
      'key_mistyped',
      'a key is PGS- or PGC- and six groups of five, without I, O, 0 and 1',
    );
  if (weightedSum(kind, characters) !== 0)
    throw new LicenseError('key_mistyped', 'its check characters do not fit');
  return keyOf(kind, characters);
}

function keyOf(kind: KeyKind, characters: string): LicenseKey {
  const groups = characters.match(new RegExp(`.{${groupLength}}`, 'g')) ?? [];
  const text = [kind, ...groups].join('-');
  const hash = createHash('sha256').update(text).digest('base64url');
  return { kind, text, hash, hint: groups.at(-1) ?? '' };
}

/** Two characters that bring the weighted sum to a multiple of the modulus. */
function checkCharacters(kind: KeyKind, random: string): string {
  const missing = (modulus - weightedSum(kind, random)) % modulus;
  return `${alphabet[Math.floor(missing / alphabet.length)]}${alphabet[missing % alphabet.length]}`;
}

/**
 * Each place has a weight of its own, the check characters those of the digits of a number. With a prime modulus no
 * single substitution and no swap of two neighbours keeps the sum.
 */
function weightedSum(kind: KeyKind, characters: string): number {
  const weightOf = (index: number) => checkWeights[index - randomLength] ?? alphabet.length + 1 + index;
  const values = [...characters].map((character, index) => alphabet.indexOf(character) * weightOf(index));
  return values.reduce((total, value) => total + value, kind === 'PGS' ? 1 : 2) % modulus;
}

/** Whether a text is meant as a license key, rather than as an id: by how it begins, or by its groups. */
export function isLicenseKey(text: string): boolean {
  return /^\s*(pg|[a-z\d]{3}([\s-]*[a-z\d]{5}){6}\s*$)/i.test(text);
}
