const byteOrderMark = '\ufeff';

/**
 * Bytes of each document that the fields of a posted form carry, the one that counts first: base64 (cXML 1.2, 5.5.4).
 * The other field holds text that the form has decoded already: a byte order mark goes before the encoding that it
 * still declares.
 */
export function cartDocuments(fields: readonly (readonly [name: string, value: string])[]): Buffer[] {
  const named = (wanted: string) =>
    fields.flatMap(([name, value]) => (name.toLowerCase() === wanted ? [value] : []));
  return [
    ...named('cxml-base64').map((value) => Buffer.from(value, 'base64')),
    ...named('cxml-urlencoded').map((text) => Buffer.from(byteOrderMark + text.replace(/^\ufeff/, ''))),
  ];
}
