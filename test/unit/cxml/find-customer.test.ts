import { describe, expect, test } from 'vitest';
import { findCustomer } from '../../../src/cxml/find-customer.ts';
import { type SystemInput, sampleSystem } from './samples.ts';
import { setupOf } from './setup-xml.ts';

const anna = { id: '1'.repeat(32), email: 'anna@buyer.example' };
const bert = { id: '2'.repeat(32), email: 'Bert@Buyer.example' };
const nameless = { id: '3'.repeat(32) };

function customerOf(
  content: string,
  login: SystemInput['login'],
  customers = [nameless, anna, bert],
): string {
  const request = setupOf({ content: `<BuyerCookie>c</BuyerCookie>${content}` });
  try {
    return findCustomer(request, sampleSystem({ login, customers })).id[0] ?? '';
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
