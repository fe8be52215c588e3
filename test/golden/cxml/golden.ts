import { readFileSync } from 'node:fs';

const folder = new URL('../../../fixtures/cxml/', import.meta.url);

/** A document of fixtures/cxml as it travels: the line breaks between its tags are there for the reader only. */
export function golden(name: string): string {
  return readFileSync(new URL(name, folder), 'utf8')
    .replaceAll(/>\n\s*</g, '><')
    .trimEnd();
}
