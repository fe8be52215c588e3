import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { allowedReturnUrl, frameName, originOf } from '../../../src/punchout/return-url.ts';
import { findDataFolder } from '../../support/services/availability.ts';
import { expectRefusal, refusalOf } from './refusal.ts';

const folder = findDataFolder('payloads');
const file = join(folder ?? '', 'urls.json');
const found = folder !== undefined;
const hosts = ['buyer.example', 'buyer.example:8443'];

interface Spelling {
  url: string;
  expect: 'allow' | 'optin' | 'reject';
}

const spellings: Spelling[] = found ? JSON.parse(readFileSync(file, 'utf8')) : [];

describe.skipIf(!found)(
  `hostile spellings of a return address (${found ? file : 'PAYLOADS not found'})`,
  () => {
    it('the collection is whole', () => {
      expect(spellings).toHaveLength(85);
    });

    it.each(spellings.map((spelling) => [JSON.stringify(spelling.url), spelling] as const))(
      '%s',
      async (_, spelling) => {
        const check = () => allowedReturnUrl(spelling.url, hosts);
        if (spelling.expect === 'allow') expect(new URL(check()).hostname).toBe('buyer.example');
        else expect((await refusalOf(check)).reason).toMatch(/^return_url_(missing|forbidden)$/);
      },
    );
  },
);

describe('where a cart may go', () => {
  it('to a registered host, with path, query and fragment as they came', () => {
    const url = 'https://buyer.example/sap(bD1kZQ==)/hook?sid=1&x=%26&x=#top';
    expect(allowedReturnUrl(url, hosts)).toBe(url);
  });

  it('the address is kept as it was understood, so that nobody can understand it differently', () => {
    expect(allowedReturnUrl('  HTTPS://BUYER.example:443/a b/../c'.replace(' b', ''), hosts)).toBe(
      'https://buyer.example/c',
    );
  });

  it('a port counts, and https is meant where none is said', async () => {
    expect(allowedReturnUrl('https://buyer.example:8443/x', hosts)).toBe('https://buyer.example:8443/x');
    await expectRefusal('return_url_forbidden', () => allowedReturnUrl('https://buyer.example:8444/', hosts));
    await expectRefusal('return_url_forbidden', () => allowedReturnUrl('http://buyer.example/', hosts));
  });

  it('to plain http only where the operator wrote it so', () => {
    expect(allowedReturnUrl('http://old.example/hook', ['http://old.example'])).toBe(
      'http://old.example/hook',
    );
  });

  it('a subdomain or a parent domain is another host', async () => {
    for (const url of ['https://www.buyer.example/', 'https://example/']) {
      await expectRefusal('return_url_forbidden', () => allowedReturnUrl(url, hosts));
    }
  });

  it.each([undefined, '', '  '])('an address that is absent (%j) is told from a foreign one', async (url) => {
    await expectRefusal('return_url_missing', () => allowedReturnUrl(url, hosts));
  });

  it('nowhere while no host is registered', async () => {
    await expectRefusal('return_url_forbidden', () => allowedReturnUrl('https://buyer.example/', []));
  });

  it('the log names the foreign origin, never the query with its session keys', async () => {
    const refusal = await refusalOf(() => allowedReturnUrl('https://evil.example/x?key=secret', hosts));
    expect(refusal.detail).toContain('https://evil.example');
    expect(refusal.detail).not.toContain('secret');
  });
});

describe('an entry of returnHosts', () => {
  it.each([
    ['buyer.example', 'https://buyer.example'],
    ['Buyer.Example:8443', 'https://buyer.example:8443'],
    ['http://old.example', 'http://old.example'],
    ['https://buyer.example/', 'https://buyer.example'],
    ['bücher.example', 'https://xn--bcher-kva.example'],
  ])('%s stands for %s', (entry, origin) => {
    expect(originOf(entry)).toBe(origin);
  });

  it.each([
    '',
    'buyer.example/path',
    'https://buyer.example?x',
    'ftp://buyer.example',
    'user@buyer.example',
    'a b',
    '*',
    '*.buyer.example',
  ])('"%s" stands for nothing', (entry) => {
    expect(originOf(entry)).toBeUndefined();
  });
});

describe('the frame that a cart returns to', () => {
  it.each(['_self', '_top', '_parent', '_blank', 'SAPFrame', 'frame-1'])('%s is taken', (name) => {
    expect(frameName(name, '_top')).toBe(name);
  });

  it.each([undefined, '', '_unheard', '1frame', 'a b', '"><script>', 'x'.repeat(65), 'frame\n'])(
    '%j falls back to the whole window',
    (name) => {
      expect(frameName(name, '_top')).toBe('_top');
    },
  );
});
