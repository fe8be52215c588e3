import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';
import type { Vault } from '../punchout/ports.ts';
import { PunchOutError } from '../punchout/punchout-error.ts';

const cipher = 'aes-256-gcm';
const nonceBytes = 12;
const tagBytes = 16;
const signatureBytes = 12;
const version = 'v1.';

/** HMAC-SHA-256 for what is compared or signed, AES-256-GCM for what is presented again; each has a key derived from `key`. */
export function createVault(key: Buffer): Vault {
  const hashKey = createSecretKey(derive(key, 'punchgate/hash/v1'));
  const signKey = createSecretKey(derive(key, 'punchgate/sign/v1'));
  const sealKey = derive(key, 'punchgate/seal/v1');
  const digest = (secret: string) => createHmac('sha256', hashKey).update(secret).digest();
  return {
    hash: (secret) => digest(secret).toString('base64url'),
    matches: (secret, hashes) => matchesOne(digest(secret), hashes),
    seal: (text, context) => seal(sealKey, text, context),
    open: (sealed, context) => open(sealKey, sealed, context),
    sign: (text) => tagOf(signKey, text),
    // As texts: decoding would pass over what is appended.
    verify: (text, tag) => sameBytes(Buffer.from(tag), Buffer.from(tagOf(signKey, text))),
  };
}

function tagOf(key: KeyObject, text: string): string {
  const digest = createHmac('sha256', key).update(text).digest();
  return digest.subarray(0, signatureBytes).toString('base64url');
}

function sameBytes(left: Buffer, right: Buffer): boolean {
  return left.length === right.length && timingSafeEqual(left, right);
}

function derive(key: Buffer, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', key, Buffer.alloc(0), purpose, 32));
}

/** Compares with every hash, and with one that nothing matches where there are none. */
function matchesOne(digest: Buffer, hashes: readonly string[]): boolean {
  const kept =
    hashes.length === 0
      ? [Buffer.alloc(digest.length)]
      : hashes.map((hash) => Buffer.from(hash, 'base64url'));
  const results = kept.map((hash) => sameBytes(hash, digest));
  return hashes.length > 0 && results.includes(true);
}

function seal(key: Buffer, text: string, context: string): string {
  const nonce = randomBytes(nonceBytes);
  const encryption = createCipheriv(cipher, key, nonce).setAAD(Buffer.from(context));
  const content = Buffer.concat([encryption.update(text, 'utf8'), encryption.final()]);
  return version + Buffer.concat([nonce, encryption.getAuthTag(), content]).toString('base64url');
}

function open(key: Buffer, sealed: string, context: string): string {
  try {
    return decrypt(key, decodeBox(sealed), context);
  } catch {
    const detail = `what is sealed for ${context} does not open: altered, or sealed with another key`;
    throw new PunchOutError('internal_error', detail);
  }
}

/** Node decodes base64url leniently; a box has one spelling only. */
function decodeBox(sealed: string): Buffer {
  const box = Buffer.from(sealed.slice(version.length), 'base64url');
  if (version + box.toString('base64url') !== sealed) throw new RangeError('not a sealed text');
  return box;
}

function decrypt(key: Buffer, box: Buffer, context: string): string {
  const tag = box.subarray(nonceBytes, nonceBytes + tagBytes);
  const decryption = createDecipheriv(cipher, key, box.subarray(0, nonceBytes), { authTagLength: tagBytes })
    .setAAD(Buffer.from(context))
    .setAuthTag(tag);
  const content = decryption.update(box.subarray(nonceBytes + tagBytes));
  return Buffer.concat([content, decryption.final()]).toString('utf8');
}
