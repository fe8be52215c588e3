import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { decodeForm, type FormPair } from '../../../src/http/form.ts';
import { type LoginRequest, parameter, readLoginRequest } from '../../../src/oci/login-request.ts';
import { PunchOutError } from '../../../src/punchout/punchout-error.ts';
import { findDataFolder } from '../../support/services/availability.ts';
import { expectRefusal } from '../punchout/refusal.ts';

const read = (query: FormPair[], body: FormPair[] = []) => readLoginRequest('POST', query, body);

describe('the parameters of a call', () => {
  it('are found whatever the case of their names', () => {
    const request = read([
      ['~okcode', 'ADDI'],
      ['Hook_Url', 'https://buyer.example/'],
    ]);
    expect(parameter(request, '~OkCode')).toBe('ADDI');
    expect(parameter(request, 'HOOK_URL')).toBe('https://buyer.example/');
  });

  it('keep the case of their values', () => {
    expect(parameter(read([['PASSWORD', 'GeHeim']]), 'password')).toBe('GeHeim');
  });

  it('come from query and body together, and the body wins', () => {
    const request = read(
      [
        ['USERNAME', 'query'],
        ['LANG', 'de'],
      ],
      [
        ['username', 'body'],
        ['PASSWORD', 'x'],
      ],
    );
    expect(parameter(request, 'USERNAME')).toBe('body');
    expect(parameter(request, 'LANG')).toBe('de');
    expect(request.pairs).toEqual([
      ['LANG', 'de'],
      ['username', 'body'],
      ['PASSWORD', 'x'],
    ]);
  });

  it('a value that the body overrides may come in two kinds in the query', () => {
    expect(
      parameter(
        read(
          [
            ['A', '1'],
            ['a', '2'],
          ],
          [['A', '3']],
        ),
        'A',
      ),
    ).toBe('3');
  });

  it('keep the spelling in which they came, for the echo', () => {
    expect(read([['~OkCode', 'ADDI']]).pairs).toEqual([['~OkCode', 'ADDI']]);
  });

  it.each([undefined, ''])('an empty one counts as absent (%j)', (value) => {
    expect(parameter(read(value === undefined ? [] : [['TOKEN', value]]), 'TOKEN')).toBeUndefined();
  });

  it('twice with one value is one parameter', () => {
    expect(
      parameter(
        read([
          ['A', '1'],
          ['a', '1'],
        ]),
        'A',
      ),
    ).toBe('1');
  });

  it('twice with two values is refused, for nobody knows which one the buyer meant', async () => {
    await expectRefusal('form_malformed', () =>
      read([
        ['PRICE', '1'],
        ['price', '2'],
      ]),
    );
    await expectRefusal('form_malformed', () =>
      read(
        [],
        [
          ['PRICE', '1'],
          ['PRICE', ''],
        ],
      ),
    );
  });

  it('the method is told for Systems that take one only', () => {
    expect([readLoginRequest('GET', [], []).method, read([]).method]).toEqual(['get', 'post']);
  });

  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])(
    '%s is a name like any other',
    (name) => {
      expect(parameter(read([]), name)).toBeUndefined();
      expect(parameter(read([[name, 'x']]), name)).toBe('x');
    },
  );
});

const folder = findDataFolder('payloads');
const file = join(folder ?? '', 'oci-forms.json');
const found = folder !== undefined;

interface HostileForm {
  name: string;
  body: string;
}

const forms: HostileForm[] = found ? JSON.parse(readFileSync(file, 'utf8')) : [];

function formCalled(name: string): HostileForm {
  const form = forms.find((candidate) => candidate.name === name);
  if (!form) throw new Error(`no payload ${name}`);
  return form;
}

function readForm(
  { body }: { body: string },
  options: { charset?: string; maxFields?: number } = {},
): LoginRequest {
  return readLoginRequest(
    'POST',
    [],
    decodeForm(Buffer.from(body, 'latin1'), { maxFields: 1000, ...options }),
  );
}

describe.skipIf(!found)(`hostile forms (${found ? file : 'PAYLOADS not found'})`, () => {
  it.each(forms.map((form) => [form.name, form] as const))(
    '%s changes nothing but the call itself',
    (_, form) => {
      const before = Object.getOwnPropertyNames(Object.prototype);
      try {
        const { values, pairs } = readForm(form);
        expect(values.size).toBeLessThanOrEqual(pairs.length);
      } catch (error) {
        if (!(error instanceof PunchOutError)) throw error;
        expect(error.reason).toMatch(/^form_/);
      }
      expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(before);
      expect('polluted' in {}).toBe(false);
    },
  );

  it('a form of 1,500 fields is refused or read to its end, never shortened', async () => {
    await expectRefusal('form_too_large', () => readForm(formCalled('lines-999')));
    expect(readForm(formCalled('lines-999'), { maxFields: 1500 }).pairs).toHaveLength(1500);
  });

  it('an index stays the index it is', () => {
    expect(readForm(formCalled('gap')).pairs).toEqual([
      ['NEW_ITEM-DESCRIPTION[1]', 'a'],
      ['NEW_ITEM-DESCRIPTION[3]', 'c'],
    ]);
  });

  it('a doubled price is refused, in one spelling or in two', async () => {
    await expectRefusal('form_malformed', () => readForm(formCalled('dup-field')));
    await expectRefusal('form_malformed', () => readForm(formCalled('case-dup')));
  });

  it('bytes of an SAP codepage become letters', () => {
    expect(readForm(formCalled('latin1')).pairs).toEqual([['NEW_ITEM-DESCRIPTION[1]', 'Müller']]);
  });

  it('overlong bytes never become markup', () => {
    expect(readForm(formCalled('overlong-utf8')).pairs[0]?.[1]).not.toContain('<');
  });

  it('references are not decoded twice', () => {
    expect(readForm(formCalled('entity')).pairs[0]?.[1]).toBe('&lt;&amp;amp;&#x3C;');
  });

  it('a charset that nobody should use is refused', async () => {
    await expectRefusal('form_malformed', () => readForm(formCalled('charset-param'), { charset: 'UTF-7' }));
  });
});
