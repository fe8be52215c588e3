import { InvalidArgumentError } from 'commander';
import { z } from 'zod';
import type { HistoryHead } from '../punchout/license-history.ts';
import { originOf } from '../punchout/return-url.ts';
import { isShopId } from '../punchout/shop-id.ts';
import { shopNameSchema } from '../shop-names.ts';
import { shopSettingsSchema } from '../shopware/shop-settings.ts';

/** Readers of what is given on the command line; they throw `InvalidArgumentError`, which is wrong usage. */

export function readCount(minimum: number, maximum: number): (text: string) => number {
  return (text) => {
    const count = /^\d{1,9}$/.test(text) ? Number(text) : -1;
    if (count < minimum || count > maximum)
      throw new InvalidArgumentError(`not a whole number from ${minimum} to ${maximum}`);
    return count;
  };
}

export const dateHelp = '2027-03-31 (to the end of that day, UTC) or 2027-03-31T12:00:00Z';

/** Until when something runs; a date alone includes its day. Epoch milliseconds. */
export function readEnd(text: string): number {
  return readTime(text, '23:59:59.999');
}

/** A time as a border; a date alone is the beginning of its day. Epoch milliseconds. */
export function readBorder(text: string): number {
  return readTime(text, '00:00:00.000');
}

function readTime(text: string, timeOfDay: string): number {
  const whole = z.iso.date().safeParse(text).success ? `${text}T${timeOfDay}Z` : text;
  if (!z.iso.datetime({ offset: true }).safeParse(whole).success)
    throw new InvalidArgumentError('not a date such as 2027-03-31 or 2027-03-31T12:00:00Z');
  return Date.parse(whole);
}

/** As long as an event of the vendor's shop may have it. */
export function readName(text: string): string {
  const name = text.trim();
  if (name.length < 1 || name.length > 200 || /\p{Cc}/u.test(name))
    throw new InvalidArgumentError('1 to 200 printable characters');
  return name;
}

/** What a search asks for. */
export function readSought(text: string): string {
  if (text.trim() === '') throw new InvalidArgumentError('must not be empty');
  return text;
}

/** The id of a license or subscription, as Punchgate makes them. */
export function readUuid(text: string): string {
  if (!z.uuid().safeParse(text).success)
    throw new InvalidArgumentError(
      'an id such as 3f0c9a52-6d2e-4c41-9f0e-2b7d1c5a8e44, as the lists show it',
    );
  return text.toLowerCase();
}

export function readWebsite(text: string): string {
  const origin = originOf(text.trim());
  if (origin === undefined) throw new InvalidArgumentError('no origin such as https://shop.example');
  return origin;
}

/** Address of a storefront, without a slash at its end. */
export function readShopUrl(text: string): string {
  const { success, data } = shopSettingsSchema.shape.url.safeParse(text.trim());
  if (success) return data;
  throw new InvalidArgumentError(
    'not an address such as https://shop.example, without user, query or fragment',
  );
}

export function readAccessKey(text: string): string {
  if (!/^\S+$/.test(text.trim())) throw new InvalidArgumentError('no access key');
  return text.trim();
}

export function readShopName(text: string): string {
  if (!shopNameSchema.safeParse(text).success)
    throw new InvalidArgumentError('lower-case letters, digits and hyphens');
  return text;
}

/** The id of something in the shop. */
export function readHexId(text: string): string {
  if (!isShopId(text))
    throw new InvalidArgumentError(
      '32 hexadecimal digits, as the address of its page in the Administration has',
    );
  return text;
}

export function readKeyHint(text: string): string {
  const hint = text.replace(/^…/, '').toUpperCase();
  if (!/^[A-Z2-9]{5}$/.test(hint)) throw new InvalidArgumentError('the last five characters of a key');
  return hint;
}

export function readFingerprint(text: string): string {
  if (!/^v1:[0-9a-f]{64}$/.test(text))
    throw new InvalidArgumentError('v1: and 64 hexadecimal digits, as punchgate system list shows it');
  return text;
}

/** RFC 7638 thumbprint. */
export function readKeyId(text: string): string {
  if (!/^[A-Za-z0-9_-]{43}$/.test(text))
    throw new InvalidArgumentError('the id of a key, as punchgate signing-key list shows it');
  return text;
}

export function readHead(text: string): HistoryHead {
  const [, sequence, hash] = /^(\d{1,15}):([A-Za-z0-9_-]*)$/.exec(text) ?? [];
  if (sequence === undefined || hash === undefined)
    throw new InvalidArgumentError('<sequence>:<hash>, as punchgate audit head shows it');
  return { sequence: Number(sequence), hash };
}
