import { describe, expect, test } from 'vitest';
import { findCustomer } from '../../../src/cxml/find-customer.ts';
import { type SystemInput, sampleSystem } from './samples.ts';
import { credential, envelopeOf, setupOf } from './setup-xml.ts';

const anna = { id: '1'.repeat(32), email: 'anna@buyer.example' };
const bert = { id: '2'.repeat(32), email: 'Bert@Buyer.example' };
const nameless = { id: '3'.repeat(32) };

function customerOf(
  content: string,
  login: SystemInput['login'],
  customers: SystemInput['customers'] = [nameless, anna, bert],
  from: { from?: string } = {},
): string {
  const parts = { content: `<BuyerCookie>c</BuyerCookie>${content}`, ...from };
  const { header } = envelopeOf(parts);
  try {
    return findCustomer(setupOf(parts), sampleSystem({ login, customers }), header.from).id[0] ?? '';
  } catch (thrown) {
    return Reflect.get(Object(thrown), 'reason');
  }
}

function extrinsic(name: string, value: string): string {
  return `<Extrinsic name="${name}">${value}</Extrinsic>`;
}

describe('a System with one customer', () => {
  test('takes every call for that one, whoever it names', () => {
    expect(customerOf(extrinsic('UserEmail', 'bert@buyer.example'), { customer: 'fixed' }, [anna])).toBe('1');
    expect(customerOf('', { customer: 'fixed' }, [anna])).toBe('1');
  });

  test('refuses where the operator has named none yet', () => {
    expect(customerOf('', { customer: 'fixed' }, [])).toBe('customer_unknown');
  });
});

describe('a System that knows its buyers by e-mail', () => {
  test.each([
    ['UserEmail', 'anna@buyer.example', '1'],
    ['User email', 'anna@buyer.example', '1'],
    ['user_email', 'ANNA@buyer.example', '1'],
    ['USER-EMAIL', ' bert@buyer.example ', '2'],
  ])('finds the one in Extrinsic "%s" %j', (name, value, id) => {
    expect(customerOf(extrinsic(name, value), { customer: 'email' })).toBe(id);
  });

  test('finds the one of the Contact', () => {
    const contact =
      '<Contact role="endUser"><Name xml:lang="en">Bert</Name><Email>bert@buyer.example</Email></Contact>';
    expect(customerOf(contact, { customer: 'email' })).toBe('2');
  });

  test('takes the first place that the operator has set and that names an address', () => {
    const content = extrinsic('UserEmail', 'jsmith') + extrinsic('Requester', 'bert@buyer.example');
    expect(customerOf(content, { customer: 'email', emailFrom: ['UserEmail', 'Requester'] })).toBe('2');
    const both = extrinsic('UserEmail', 'anna@buyer.example') + extrinsic('Requester', 'bert@buyer.example');
    expect(customerOf(both, { customer: 'email', emailFrom: ['Requester', 'UserEmail'] })).toBe('2');
  });

  test.each([
    ['nobody', ''],
    ['a stranger', extrinsic('UserEmail', 'eve@buyer.example')],
    ['a customer of another System', extrinsic('UserEmail', 'carl@other.example')],
    ['a user name that is no address', extrinsic('UserEmail', 'anna')],
    ['an address in a place that does not count', extrinsic('Approver', 'anna@buyer.example')],
    [
      'an address inside of ShipTo',
      `<ShipTo><Address><Name xml:lang="en">x</Name><Email>anna@buyer.example</Email></Address></ShipTo>`,
    ],
  ])('refuses a call for %s', (_who, content) => {
    expect(customerOf(content, { customer: 'email' })).toBe('customer_unknown');
  });

  test('does not fall back to a second address where the first is a stranger', () => {
    const content =
      extrinsic('UserEmail', 'eve@buyer.example') + extrinsic('Requester', 'anna@buyer.example');
    expect(customerOf(content, { customer: 'email', emailFrom: ['UserEmail', 'Requester'] })).toBe(
      'customer_unknown',
    );
  });
});

describe('the e-mail of the buyer', () => {
  const shipTo = `<ShipTo><Address><Name xml:lang="en">x</Name><Email>bert@buyer.example</Email></Address></ShipTo>`;

  test('may stand in ShipTo or in From, where the operator says so', () => {
    expect(customerOf(shipTo, { customer: 'email', emailFrom: ['UserEmail', 'ShipTo'] })).toBe('2');
    const from = { from: credential('PrivateID', '4711') + credential('Email', 'Anna@buyer.example') };
    expect(customerOf('', { customer: 'email', emailFrom: ['From'] }, undefined, from)).toBe('1');
    expect(customerOf('', { customer: 'email' }, undefined, from)).toBe('customer_unknown');
  });
});

describe('a System that knows its buyers by number', () => {
  const customers = [nameless, { ...anna, number: 'K-10' }, { ...bert, number: 'K-20' }];
  const shipTo = '<ShipTo><Address addressID="K-20"><Name xml:lang="en">x</Name></Address></ShipTo>';

  test('finds the one whose number is any identity of From', () => {
    const from = { from: credential('DUNS', '1') + credential('PrivateID', 'k-10') };
    expect(customerOf('', { customer: 'number' }, customers, from)).toBe('1');
  });

  test('finds the one of the Extrinsic or the address of ShipTo that the operator has set', () => {
    const content = extrinsic('Customer No', 'k-10') + shipTo;
    expect(customerOf(content, { customer: 'number', numberFrom: ['CustomerNo', 'ShipTo'] }, customers)).toBe(
      '1',
    );
    expect(customerOf(content, { customer: 'number', numberFrom: ['ShipTo'] }, customers)).toBe('2');
    expect(customerOf(shipTo, { customer: 'number', numberFrom: ['CustomerNo', 'ShipTo'] }, customers)).toBe(
      '2',
    );
  });

  test.each([
    ['names a stranger', extrinsic('CustomerNo', 'K-30'), undefined],
    ['names nobody, which no customer without a number is', extrinsic('CustomerNo', ''), undefined],
    ['names two customers', '', { from: credential('A', 'K-10') + credential('A', 'K-20') }],
  ])('refuses a call that %s', (_what, content, from) => {
    const numberFrom = from ? ['From'] : ['CustomerNo'];
    expect(customerOf(content, { customer: 'number', numberFrom }, customers, from)).toBe('customer_unknown');
  });
});
