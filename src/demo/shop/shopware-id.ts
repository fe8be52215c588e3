import { createHash, randomBytes, randomInt } from 'node:crypto';

const ALPHANUMERIC = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** 32 hex digits that are the same at every start. */
export function fixedId(kind: string, name: string): string {
  return createHash('md5').update(`${kind}:${name}`).digest('hex');
}

export function randomId(): string {
  return randomBytes(16).toString('hex');
}

/** A context token: 32 alphanumerics, as Shopware makes them. */
export function randomToken(): string {
  return Array.from({ length: 32 }, () => ALPHANUMERIC[randomInt(ALPHANUMERIC.length)]).join('');
}
