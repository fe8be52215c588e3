import { describe, expect, it } from 'vitest';
import type { FormPair } from '../../../src/http/form.ts';
import { fittedFields } from '../../../src/oci/large-form.ts';
import { ociReturnProtocol } from '../../../src/oci/return-protocol.ts';
import { encodeHookUrl } from '../../../src/oci/unencoded-hook-url.ts';
import { mapCart, mendedFields } from '../../../src/punchout/map-cart.ts';
import { returnUrlFor } from '../../../src/punchout/return-url.ts';
import type { PunchOutSession, ReturnForm } from '../../../src/punchout/session.ts';
import type { OciSystem } from '../../../src/punchout/system.ts';
import { systemFingerprint } from '../../../src/punchout/system-fingerprint.ts';
import { expectRefusal } from '../punchout/refusal.ts';
import { netCart, sampleItem } from '../punchout/sample-cart.ts';
import { sampleSession } from '../punchout/sample-session.ts';
import { sampleCustomer, sampleOciSystem } from '../punchout/sample-system.ts';
import { standardUnits } from '../punchout/sample-units.ts';

const base = sampleOciSystem();
const hook = 'https://buyer.example/hook?~&a=1&a=%26&b=x+y';

function form(
  changes: Partial<OciSystem>,
  data: object = {},
  visit: Partial<PunchOutSession> = {},
): ReturnForm {
  const system = { ...base, ...changes };
  const session = sampleSession(system, { protocolData: JSON.stringify({ echo: [], ...data }), ...visit });
  const input = { session, system, customer: sampleCustomer, standardUnits, referenceOf: () => 'PG1.1' };
  const cart = netCart([sampleItem({ product: { description: 'Grün – „fein“ 5 €' } })]);
  return ociReturnProtocol.returnForm(mapCart({ cart, ...input }, ociReturnProtocol.cartRules(input)), input);
}

function cancelled(changes: Partial<OciSystem>, data: object = {}) {
  const system = { ...base, ...changes };
  const session = sampleSession(system, { protocolData: JSON.stringify({ echo: [], ...data }) });
  return ociReturnProtocol.cancelForm(session, system);
}

const names = ({ fields }: ReturnForm) => fields.map(([name]) => name);

describe('a cart of a System with options', () => {
  it('is cut where the charset of the call makes a text too long, and that is told', () => {
    const system = { ...base, charsetOfCall: true };
    const protocolData = JSON.stringify({ echo: [], charset: 'iso-8859-2' });
    const session = sampleSession(system, { protocolData });
    const input = { session, system, customer: sampleCustomer, standardUnits, referenceOf: () => 'PG1.1' };
    const cart = netCart([sampleItem({ product: { name: '€'.repeat(20) } })]);
    const mapped = mapCart({ cart, ...input }, ociReturnProtocol.cartRules(input));
    expect(mendedFields(mapped)).toMatchObject([{ line: 1, field: 'DESCRIPTION', lengths: [60, 40] }]);
    const { fields } = ociReturnProtocol.returnForm(mapped, input);
    expect(new Map(fields).get('NEW_ITEM-DESCRIPTION[1]')).toBe('EUR'.repeat(14).slice(0, 40));
  });

  it('counts its items from 0 where the buyer does', () => {
    expect(names(form({ startIndex: 0 }))).toEqual(
      expect.arrayContaining(['NEW_ITEM-QUANTITY[0]', 'NEW_ITEM-LONGTEXT_0:132[]']),
    );
    expect(names(form({}))).toContain('NEW_ITEM-LONGTEXT_1:132[]');
  });

  it('has the mapped fields that are empty only where the buyer wants them', () => {
    const item = { ...base.fields.item, CONTRACT: { from: [] } };
    const fields = { ...base.fields, item };
    expect(form({ fields, emptyFields: true }).fields).toContainEqual(['NEW_ITEM-CONTRACT[1]', '']);
    expect(names(form({ fields }))).not.toContain('NEW_ITEM-CONTRACT[1]');
  });

  it.each([
    ['as-is', hook, []],
    ['split', 'https://buyer.example/hook', ['~', 'a', 'a', 'b']],
    ['both', hook, ['~', 'a', 'a', 'b']],
  ] as const)('goes to the return address %s', (hookUrl, action, inputs) => {
    const sent = form({ hookUrl }, {}, { returnUrl: hook });
    expect(sent.action).toBe(action);
    expect(names(sent).filter((name) => !name.startsWith('NEW_ITEM-'))).toEqual(inputs);
    const values: FormPair[] = [
      ['~', ''],
      ['a', '1'],
      ['a', '&'],
      ['b', 'x y'],
    ];
    expect(sent.fields.slice(0, inputs.length)).toEqual(values.slice(0, inputs.length));
  });

  it('has the control fields that did not come only where it must', () => {
    const echo = [['~okcode', 'ADDI']];
    expect(form({ controlFields: 'always' }, { echo }).fields.slice(0, 3)).toEqual([
      ['~okcode', 'ADDI'],
      ['~CALLER', 'CTLG'],
      ['~TARGET', '_top'],
    ]);
    expect(names(form({}, { echo }))).not.toContain('~CALLER');
  });

  it('is in the charset of the call only where the call may choose', () => {
    expect(form({ charsetOfCall: true }, { charset: 'iso-8859-2' }).charset).toBe('iso-8859-2');
    expect(form({}, { charset: 'iso-8859-2' }).charset).toBe('utf-8');
  });

  it('has only characters of its charset', () => {
    const text = (charset: OciSystem['charset']) =>
      new Map(form({ charset }).fields).get('NEW_ITEM-LONGTEXT_1:132[]');
    expect(text('iso-8859-15')).toBe('Grün - "fein" 5 €');
    expect(text('iso-8859-2')).toBe('Grün - "fein" 5 EUR');
    expect(text('utf-8')).toBe('Grün – „fein“ 5 €');
  });

  it('leaves empty fields out where it has more than many receivers read', () => {
    const fields = Array.from(
      { length: 901 },
      (_, index): FormPair => [`NEW_ITEM-A[${index}]`, index ? 'x' : ''],
    );
    expect(fittedFields(fields)).toHaveLength(900);
    expect(fittedFields(fields.slice(0, 900))).toHaveLength(900);
    expect(fittedFields([['~OkCode', ''], ...fields])).toHaveLength(901);
  });
});

describe('a cancelled visit', () => {
  it('goes to the address of the call by GET, its query and all', () => {
    expect(cancelled({ cancel: 'cancel-url' }, { cancelUrl: hook })).toMatchObject({
      action: 'https://buyer.example/hook',
      method: 'get',
      fields: [
        ['~', ''],
        ['a', '1'],
        ['a', '&'],
        ['b', 'x y'],
      ],
    });
  });

  it('ends with a message where no address came', () => {
    expect(cancelled({ cancel: 'cancel-url' })).toBeUndefined();
  });
});

describe('SAPEVENT:POST as the return address', () => {
  it('is kept as it came where the System says so, and refused elsewhere', async () => {
    expect(returnUrlFor('SapEvent:post', { ...base, sapEvent: true })).toBe('SapEvent:post');
    await expectRefusal('return_url_forbidden', () => returnUrlFor('SAPEVENT:POST', base));
    await expectRefusal('return_url_forbidden', () =>
      returnUrlFor('SAPEVENT:POSTx', { ...base, sapEvent: true }),
    );
  });

  it('is the action of the form, whatever is done with queries', () => {
    expect(form({ hookUrl: 'split' }, {}, { returnUrl: 'SAPEVENT:POST' }).action).toBe('SAPEVENT:POST');
  });
});

describe('a return address that came unencoded', () => {
  it('has the rest of the query, but no control field and no login', () => {
    const query = 'A=1&hook_url=https://b.example/r?u=7&x=%20a&%7EOkCode=ADDI&PASSWORD=p';
    const encoded = encodeURIComponent('https://b.example/r?u=7&x=%20a');
    expect(encodeHookUrl(query, base.login)).toBe(`A=1&hook_url=${encoded}&%7EOkCode=ADDI&PASSWORD=p`);
  });

  it.each(['HOOK_URL=https%3A%2F%2Fb.example%2Fr%3Fu=7&x=1', 'HOOK_URL=https://b.example/r&x=1', 'x=1'])(
    '%s stays as it is',
    (query) => {
      expect(encodeHookUrl(query, base.login)).toBe(query);
    },
  );

  it('is part of what a license is bound to, and changes nothing where it is off', () => {
    const on = { ...base, login: { ...base.login, unencodedHookUrl: true } };
    expect(systemFingerprint(on)).not.toBe(systemFingerprint(base));
  });
});
