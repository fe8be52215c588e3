/** Without letters and digits that look alike. */
const alphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';

/**
 * A key that a person can read out, e.g. `PGS-7K2QM-…`: `PGS` for a system license, `PGC` for a customer license, and
 * 25 characters (125 bits) in groups of five.
 * @param token at least 25 random bytes as base64url
 */
export function licenseKey(kind: 'PGS' | 'PGC', token: string): string {
  const bytes = Buffer.from(token, 'base64url').subarray(0, 25);
  const characters = [...bytes].map((byte) => alphabet[byte % alphabet.length]).join('');
  return `${kind}-${characters.match(/.{5}/g)?.join('-')}`;
}
