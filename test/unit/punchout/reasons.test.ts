import { describe, expect, it } from 'vitest';
import { httpStatus } from '../../../src/http/http-status.ts';
import { asPunchOutError, PunchOutError } from '../../../src/punchout/punchout-error.ts';
import { type Reason, reasons } from '../../../src/punchout/reasons.ts';

const codes = Object.keys(reasons) as Reason[];

/** What the caller can do nothing about: the gateway, its configuration of a cart, its shop, its store. */
const ourTrouble: Reason[] = [
  'license_unverifiable',
  'license_untrusted',
  'license_grace_over',
  'shop_not_configured',
  'shop_unreachable',
  'shop_maintenance',
  'shop_refused',
  'shop_answer_invalid',
  'cart_total_mismatch',
  'cart_price_unrepresentable',
  'unit_unmapped',
  'field_missing',
  'field_too_long',
  'store_unavailable',
  'internal_error',
];

/** Words of the configuration, of licenses and of other people's software: nothing for a buyer. */
const internal =
  /license|fingerprint|subscription|punchgate|shopware|yaml|config|\.(table|default|name)|\$\{|secret|password|unknown/i;

describe.each(codes)('%s', (reason) => {
  const { operator, buyer } = reasons[reason];

  it('tells the operator in whole sentences what happened', () => {
    expect(operator).toMatch(/^[A-Z].{20,}\.$/s);
  });

  it('tells the buyer something else, in neutral words', () => {
    expect(buyer).toMatch(/^[A-Z].{10,}\.$/s);
    expect(buyer).not.toMatch(internal);
    expect(buyer).not.toBe(operator);
  });

  it('has a stable code that logs and integrators can rely on', () => {
    expect(reason).toMatch(/^[a-z]+(_[a-z]+)*$/);
  });

  it(`is answered with ${ourTrouble.includes(reason) ? 'a 5xx, for it is our trouble' : 'a 4xx, for it is the call'}`, () => {
    expect(Math.floor(httpStatus[reason] / 100)).toBe(ourTrouble.includes(reason) ? 5 : 4);
  });
});

describe('the table of HTTP answers', () => {
  it('has every reason and nothing else', () => {
    expect(Object.keys(httpStatus).sort()).toEqual([...codes].sort());
  });

  it('does not tell an unknown System from a wrong secret', () => {
    expect(httpStatus.unknown_system).toBe(httpStatus.invalid_credential);
    expect(reasons.unknown_system.buyer).toBe(reasons.invalid_credential.buyer);
  });

  it('asks to try again for what passes by itself', () => {
    const passing: Reason[] = [
      'license_unverifiable',
      'license_untrusted',
      'license_grace_over',
      'shop_unreachable',
      'shop_maintenance',
      'store_unavailable',
    ];
    expect(passing.map((reason) => httpStatus[reason])).toEqual(passing.map(() => 503));
    for (const reason of passing) expect(reasons[reason].buyer).toMatch(/try again/);
  });
});

describe('a refusal', () => {
  it('gives the operator the detail and the advice, the buyer neither', () => {
    const error = new PunchOutError('unit_unmapped', 'PG-1: unit "pallet"');
    expect(error).toMatchObject({ detail: 'PG-1: unit "pallet"', advice: reasons.unit_unmapped.operator });
    expect(error.buyerText).toBe(reasons.unit_unmapped.buyer);
    expect(error.buyerText).not.toContain('pallet');
  });

  it('stays what it is on its way out', () => {
    const error = new PunchOutError('cart_empty', 'x');
    expect(asPunchOutError(error)).toBe(error);
  });

  it.each([[new TypeError('x is not a function')], ['thrown text'], [undefined], [{ reason: 'cart_empty' }]])(
    'what nobody foresaw (%s) is a fault of ours, with its cause kept',
    (thrown) => {
      expect(asPunchOutError(thrown)).toMatchObject({ reason: 'internal_error', cause: thrown });
    },
  );
});
