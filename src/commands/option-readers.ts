import { InvalidArgumentError } from 'commander';
import { z } from 'zod';
import type { HistoryHead } from '../punchout/license-history.ts';

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
