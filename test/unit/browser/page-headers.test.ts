import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { sampleVisit } from '../../../bench/sample-visit.ts';
import { pageHeaders } from '../../../src/browser/page-headers.ts';

const contextToken = 'K1b9PMQyb3oX5Q2hTd8mJ0aZrWcYvN7u';
const rewrite = {
  shopOrigin: 'https://shop.example',
  publicOrigin: 'https://punchout.example',
  contextToken,
};
const { system } = sampleVisit('oci');

function sent(headers: Record<string, string | string[]>, how = { isRewritten: false, isShared: true }) {
  return pageHeaders({ status: 200, headers, body: Readable.from([]) }, { rewrite, system, ...how });
}

const page = { isRewritten: true, isShared: false };

describe('a header that names the shop names the gateway', () => {
  test.each([
    ['location', 'https://shop.example/x', 'https://punchout.example/x'],
    ['content-location', 'https://shop.example/x', 'https://punchout.example/x'],
    ['refresh', '0; url=https://shop.example/x', '0; url=https://punchout.example/x'],
    ['link', '<https://shop.example/a.css>; rel=preload', '<https://punchout.example/a.css>; rel=preload'],
    ['sourcemap', 'https://shop.example/a.map', 'https://punchout.example/a.map'],
    ['x-sourcemap', '//shop.example/a.map', '//punchout.example/a.map'],
    ['access-control-allow-origin', 'https://shop.example', 'https://punchout.example'],
    ['timing-allow-origin', 'https://shop.example', 'https://punchout.example'],
    ['x-debug-token-link', 'https://shop.example/_profiler/1', 'https://punchout.example/_profiler/1'],
  ])('%s', (name, value, expected) => {
    expect(sent({ [name]: value })[name]).toBe(expected);
  });

  test('and one that names somebody else stays', () => {
    const headers = { 'access-control-allow-origin': '*', link: '<https://cdn.example/a.js>; rel=preload' };
    expect(sent(headers)).toMatchObject(headers);
  });
});

test.each([
  'alt-svc',
  'clear-site-data',
  'nel',
  'report-to',
  'reporting-endpoints',
  'service-worker-allowed',
  'strict-transport-security',
  'x-frame-options',
  'content-security-policy-report-only',
])('what the shop says of its own host is not said of ours: %s', (name) => {
  expect(sent({ [name]: 'anything' })).not.toHaveProperty(name);
});

test('the context token is in no header', () => {
  const headers = sent({ 'x-context': `a ${contextToken} b`, link: [`<x?${contextToken}>`] });
  expect(JSON.stringify(headers)).not.toContain(contextToken);
});

describe('a page that was rewritten', () => {
  test('loses what speaks of the bytes that the shop sent', () => {
    const ofBytes = {
      ...{ etag: '"1"', 'last-modified': 'yesterday', 'accept-ranges': 'bytes', 'content-length': '10' },
      ...{ 'content-encoding': 'gzip', digest: 'x', 'content-md5': 'x', age: '1', expires: 'tomorrow' },
    };
    for (const name of Object.keys(ofBytes)) expect(sent(ofBytes, page)).not.toHaveProperty(name);
    expect(sent(ofBytes)).toMatchObject(ofBytes);
  });

  test('is kept by no cache, and by none for another browser', () => {
    const headers = sent({ 'cache-control': 'public, max-age=60', vary: 'accept-encoding, Cookie' }, page);
    expect(headers).toMatchObject({ 'cache-control': 'private, no-store', vary: 'Cookie, Accept-Encoding' });
  });
});

test('the policies of the shop hold for the gateway, without their word on frames', () => {
  const policies = [
    "img-src https://shop.example; frame-ancestors 'none'",
    "script-src 'self', frame-ancestors x",
  ];
  expect(sent({ 'content-security-policy': policies })['content-security-policy']).toEqual([
    'img-src https://punchout.example',
    "script-src 'self'",
    "frame-ancestors 'self' https://buyer.example",
  ]);
});
