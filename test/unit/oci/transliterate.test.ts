import { describe, expect, it } from 'vitest';
import { transliterate } from '../../../src/oci/transliterate.ts';

describe('a text in the charset of the buyer', () => {
  it.each([
    ['Łódź', 'iso-8859-1', 'Lódz'],
    ['ﬁn œuvre', 'iso-8859-2', 'fin oeuvre'],
    ['中ệ½', 'iso-8859-2', '?e1/2'],
    ['Gru\u0308n', 'windows-1252', 'Grün'],
    ['Łódź – €', 'windows-1250', 'Łódź – €'],
    ['中', 'utf-8', '中'],
  ])('%s is written in %s as %s', (text, charset, expected) => {
    expect(transliterate(text, charset)).toBe(expected);
  });
});
