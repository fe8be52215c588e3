import { html } from '../http/html.ts';
import type { Check } from './check.ts';

/** Checks with every secret, plain or encoded, taken out of what was seen. */
export function withoutSecrets(checks: readonly Check[], secrets: readonly string[]): Check[] {
  const spellings = secrets.filter(Boolean).flatMap(spellingsOf);
  return checks.map((check) => ({
    ...check,
    seen: spellings.reduce((text, secret) => text.replaceAll(secret, '[secret]'), check.seen),
  }));
}

/** Whether one of the secrets stands in the text, in any of its spellings. */
export function holdsSecret(text: string, secrets: readonly string[]): boolean {
  return secrets
    .filter(Boolean)
    .flatMap(spellingsOf)
    .some((secret) => text.includes(secret));
}

function spellingsOf(secret: string): string[] {
  const encoded = encodeURIComponent(secret);
  const escapedXml = secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  const form = new URLSearchParams({ '': secret }).toString().slice(1);
  const base64 = Buffer.from(secret).toString('base64');
  return [
    ...new Set([secret, html`${secret}`.text, escapedXml, encoded, encoded.toLowerCase(), form, base64]),
  ];
}
