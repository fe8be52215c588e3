import { html } from '../http/html.ts';
import type { Check } from './check.ts';

const longestText = 240;

/** Fewer characters stand in other text by chance. */
export const shortestSecret = 6;

export function isShort(secret: string): boolean {
  return secret !== '' && [...secret].length < shortestSecret;
}

/** Checks as they may be shown: every secret, plain or encoded, is taken out of what was seen before it is cut. */
export function withoutSecrets(checks: readonly Check[], secrets: readonly string[]): Check[] {
  const long = spellingsOf(secrets.filter((secret) => !isShort(secret)));
  const short = spellingsOf(secrets.filter(isShort)).map(asWord);
  return checks.map((check) => ({
    ...check,
    seen: oneLine(
      [...long, ...short].reduce<string>((text, secret) => text.replaceAll(secret, '[secret]'), check.seen),
    ),
  }));
}

/** What a gateway has answered must not move the cursor of a terminal. */
function oneLine(text: string): string {
  const line = text.replaceAll(/[\p{Cc}\s]+/gu, ' ').trim();
  return line.length > longestText ? `${line.slice(0, longestText)}…` : line;
}

/** Where it is no part of a longer word. */
function asWord(text: string): RegExp {
  const literal = text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
  return new RegExp(`(?<![\\p{L}\\p{N}_])${literal}(?![\\p{L}\\p{N}_])`, 'gu');
}

/** Whether one of the secrets stands in the text, in any of its spellings; short ones are not looked for. */
export function holdsSecret(text: string, secrets: readonly string[]): boolean {
  return spellingsOf(secrets.filter((secret) => !isShort(secret))).some((secret) => text.includes(secret));
}

/** The longest first: it may hold another one. */
function spellingsOf(secrets: readonly string[]): string[] {
  const spellings = new Set(secrets.filter(Boolean).flatMap(spelled));
  return [...spellings].toSorted((left, right) => right.length - left.length);
}

function spelled(secret: string): string[] {
  const encoded = encodeURIComponent(secret);
  const escapedXml = secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  const form = new URLSearchParams({ '': secret }).toString().slice(1);
  const base64 = Buffer.from(secret).toString('base64');
  return [secret, html`${secret}`.text, escapedXml, encoded, encoded.toLowerCase(), form, base64];
}
