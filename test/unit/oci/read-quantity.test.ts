import { describe, expect, it } from 'vitest';
import { readQuantity } from '../../../src/oci/functions/read-quantity.ts';

describe('the quantity of a call', () => {
  it.each([
    ['5', '5'],
    ['5.000', '5'],
    ['1.000', '1'],
    ['1,000', '1'],
    ['2,5', '2.5'],
    [' 12 ', '12'],
    ['00000000003.000', '3'],
    ['1,234.500', '1234.5'],
    ['1.234,5', '1234.5'],
    ['1 000', '1000'],
  ])('%s is %s', (text, quantity) => {
    expect(readQuantity(text)).toBe(quantity);
  });

  it.each(['', '0', '0.000', '-1', 'one', '1.000.000', '1,000,000', '1.2.3,4', '1e3', '.5', '5.', '0x10'])(
    '"%s" is none',
    (text) => {
      expect(readQuantity(text)).toBeUndefined();
    },
  );
});
