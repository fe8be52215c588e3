import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeForm, type FormOptions, type FormPair } from '../../../src/http/form.ts';
import { findDataFolder } from '../../support/services/availability.ts';

const payloads = findDataFolder('payloads');

function decoded(body: string, options: Partial<FormOptions> = {}): FormPair[] {
  return decodeForm(Buffer.from(body, 'latin1'), { maxFields: 100, ...options });
}

function reasonOf(decode: () => unknown): string {
  try {
    return `decoded ${JSON.stringify(decode())}`;
  } catch (thrown) {
    return String(Reflect.get(Object(thrown), 'reason'));
  }
}

describe('a form reaches us', () => {
  test('with every pair that a browser writes, in its order', () => {
    const text = fc.string({ unit: 'grapheme' });
    fc.assert(
      fc.property(fc.array(fc.tuple(text, text), { maxLength: 30 }), (pairs) => {
        expect(decoded(new URLSearchParams(pairs).toString())).toEqual(pairs);
      }),
    );
  });

  test('with its duplicates and its brackets, never as an object', () => {
    expect(decoded('A[2]=x&A[1]=y&A[2]=z&__proto__[p]=1&A[]=')).toEqual([
      ['A[2]', 'x'],
      ['A[1]', 'y'],
      ['A[2]', 'z'],
      ['__proto__[p]', '1'],
      ['A[]', ''],
    ]);
    expect(Object.keys(Object.prototype)).toEqual([]);
  });

  test.each([
    ['a=b=c', [['a', 'b=c']]],
    ['a', [['a', '']]],
    ['=b', [['', 'b']]],
    ['&&a=1&', [['a', '1']]],
    ['a=x+y%20z%2B', [['a', 'x y z+']]],
    ['%61%5B1%5D=1', [['a[1]', '1']]],
    ['a=1;b=2', [['a', '1;b=2']]],
    ['', []],
  ])('%j as %j', (body, pairs) => {
    expect(decoded(body)).toEqual(pairs);
  });

  test.each(['%', '%%', '%4', '%zz', '%u00e4', 'x%', '%2'])(
    'with the broken escape %j as it stands',
    (value) => {
      expect(decoded(`a=${value}`)).toEqual([['a', value]]);
    },
  );

  test('with a byte order mark that is part of a value', () => {
    expect(decoded('a=%EF%BB%BFb')).toEqual([['a', '\ufeffb']]);
  });

  test('from a part of a larger buffer', () => {
    const bytes = new Uint8Array(Buffer.from('xxa=1xx')).subarray(2, 5);
    expect(decodeForm(bytes, { maxFields: 1 })).toEqual([['a', '1']]);
  });
});

describe('the characters of a form', () => {
  test.each([
    ['UTF-8', 'a=M%C3%BCller+%E2%82%AC', undefined, 'Müller €'],
    ['raw UTF-8 bytes', Buffer.from('a=Müller').toString('latin1'), undefined, 'Müller'],
    ['Latin-1 that no one announced', 'a=M%FCller', undefined, 'Müller'],
    ['raw Latin-1 bytes', 'a=M\xfcller', undefined, 'Müller'],
    ['the euro sign of windows-1252', 'a=%80+%96', undefined, '€ –'],
    ['an announced charset', 'a=%A4', 'iso-8859-15', '€'],
    ['UTF-8 that is said to be Latin-1', 'a=%C3%BC', 'iso-8859-1', 'Ã¼'],
  ])('are read from %s', (_what, body, charset, value) => {
    expect(decoded(body, { charset })).toEqual([['a', value]]);
  });

  test.each(['%C0%BC', '%E0%80%BC', '%F0%80%80%BC', '%C1%BC'])(
    'never become "<" by the overlong %s',
    (escaped) => {
      const [[, value] = ['', '<']] = decoded(`a=${escaped}script`);
      expect(value).toMatch(/script$/);
      expect(value).not.toContain('<');
    },
  );

  test('never are half a pair, which no document could hold', () => {
    const anyBytes = fc.uint8Array({ maxLength: 40 });
    fc.assert(
      fc.property(anyBytes, (bytes) => {
        const pairs = decodeForm(bytes, { maxFields: 100 });
        expect(pairs.flat().every((text) => text.isWellFormed())).toBe(true);
      }),
    );
  });

  test.each([
    ['bytes that are not what was announced', 'a=M%FCller', 'utf-8'],
    ['UTF-7', 'a=1', 'UTF-7'],
    ['a charset that does not exist', 'a=1', 'constructor'],
    ['an empty charset', 'a=1', ''],
  ])('are refused for %s', (_what, body, charset) => {
    expect(reasonOf(() => decoded(body, { charset }))).toBe('form_malformed');
  });
});

describe('a long form', () => {
  const lines = Array.from({ length: 280 }, (_, index) => index + 1);
  const names = ['DESCRIPTION', 'QUANTITY', 'UNIT', 'PRICE', 'CURRENCY'];
  const pairs = lines.flatMap((line) =>
    names.map((name): FormPair => [`NEW_ITEM-${name}[${line}]`, `${name} ${line}`]),
  );
  const body = new URLSearchParams(pairs).toString();

  test('of 1,400 fields is kept whole where so many are allowed', () => {
    expect(pairs).toHaveLength(1_400);
    expect(decoded(body, { maxFields: 1_400 })).toEqual(pairs);
  });

  test('of one field too many is refused, not cut', () => {
    expect(reasonOf(() => decoded(body, { maxFields: 1_399 }))).toBe('form_too_large');
    expect(reasonOf(() => decoded('a=1&'.repeat(2_000), { maxFields: 1_000 }))).toBe('form_too_large');
  });
});

describe.skipIf(!payloads)('hostile forms', () => {
  interface Payload {
    name: string;
    body: string;
  }

  const file = payloads ? readFileSync(join(payloads, 'oci-forms.json'), 'utf8') : '[]';
  const forms = JSON.parse(file) as Payload[];

  function bodyOf(name: string): Buffer {
    const form = forms.find((each) => each.name === name);
    if (!form) throw new Error(`no payload ${name}`);
    return Buffer.from(form.body);
  }

  test.each(forms.map(({ name, body }) => [name, body] as const))(
    '%s is decoded without a change to any prototype',
    (_name, body) => {
      const pairs = decodeForm(Buffer.from(body), { maxFields: 2_000 });
      expect(pairs).toHaveLength(body.split('&').filter(Boolean).length);
      expect(Object.keys(Object.prototype)).toEqual([]);
      expect(Reflect.get({}, 'polluted')).toBeUndefined();
    },
  );

  test('keep all 300 lines', () => {
    const pairs = decodeForm(bodyOf('lines-999'), { maxFields: 1_500 });
    expect(
      pairs.filter(([name]) => name.startsWith('NEW_ITEM-DESCRIPTION[')).map(([, value]) => value),
    ).toEqual(Array.from({ length: 300 }, (_, index) => `d${index + 1}`));
  });

  test.each([
    [
      'gap',
      [
        ['NEW_ITEM-DESCRIPTION[1]', 'a'],
        ['NEW_ITEM-DESCRIPTION[3]', 'c'],
      ],
    ],
    [
      'dup-field',
      [
        ['NEW_ITEM-PRICE[1]', '10.00'],
        ['NEW_ITEM-PRICE[1]', '0.01'],
      ],
    ],
    ['latin1', [['NEW_ITEM-DESCRIPTION[1]', 'Müller']]],
    ['nul', [['NEW_ITEM-DESCRIPTION[1]', 'a\0b']]],
    ['attr-break', [['NEW_ITEM-DESCRIPTION[1]', '"><script>alert(1)</script>']]],
    ['entity', [['NEW_ITEM-DESCRIPTION[1]', '&lt;&amp;amp;&#x3C;']]],
    ['overlong-utf8', [['NEW_ITEM-DESCRIPTION[1]', 'À¼scriptÀ¾']]],
  ])('say what they say: %s', (name, pairs) => {
    expect(decodeForm(bodyOf(name), { maxFields: 10 })).toEqual(pairs);
  });
});
