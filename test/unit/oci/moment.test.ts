import { describe, expect, test } from 'vitest';
import { readMoment } from '../../../src/oci/functions/moment.ts';

describe('a moment in the parameters of a call', () => {
  test.each([
    ['2026-06-01T12:30:00Z', '2026-06-01T12:30:00.000Z'],
    ['2026-06-01T14:30:00+02:00', '2026-06-01T12:30:00.000Z'],
    ['2026-06-01T14:30:00.25+0200', '2026-06-01T12:30:00.250Z'],
    ['2026-06-01 12:30', '2026-06-01T12:30:00.000Z'],
    ['2026-06-01', '2026-06-01T00:00:00.000Z'],
    ['20260601', '2026-06-01T00:00:00.000Z'],
    ['20260601123000', '2026-06-01T12:30:00.000Z'],
    ['1780317000', '2026-06-01T12:30:00.000Z'],
    ['1780317000000', '2026-06-01T12:30:00.000Z'],
    ['2024-02-29', '2024-02-29T00:00:00.000Z'],
  ])('is read from %s', (text, moment) => {
    expect(new Date(readMoment(text) ?? Number.NaN).toISOString()).toBe(moment);
  });

  test.each([
    '',
    'today',
    '2026-02-29',
    '20261301',
    '20260601250000',
    '2026-06-01T12:30:00+99:00',
    '7',
    '1e9',
  ])('is not made of "%s"', (text) => {
    expect(readMoment(text)).toBeUndefined();
  });
});
