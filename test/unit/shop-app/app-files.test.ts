import { spawnSync } from 'node:child_process';
import { inflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { readPackage } from '../../../src/demo/shop/app/installed-app.ts';
import { appFiles } from '../../../src/shop-app/package/app-files.ts';
import { findProgram, requiredProgram } from '../../support/services/availability.ts';

const address = 'https://punchout.shop.example/punchgate/app/main';
const files = appFiles({ address, version: '1.2.3', secret: 'a&b<c>"d"' });
const texts = [...files].flatMap(([path, bytes]) =>
  path.endsWith('.png') ? [] : [[path, String(bytes)] as const],
);
const twig = texts.filter(([path]) => path.endsWith('.twig'));

function textOf(end: string): string {
  return texts.find(([path]) => path.endsWith(end))?.[1] ?? '';
}

/** What begins and ends in a template, in order: each end must be of the last beginning. */
function unbalanced(text: string): string[] {
  const open: string[] = [];
  const wrong: string[] = [];
  for (const [, word = ''] of text.matchAll(/\{%-?\s*(\w+)/g)) {
    if (['if', 'for', 'block'].includes(word)) open.push(word);
    if (word.startsWith('end') && open.pop() !== word.slice(3)) wrong.push(word);
  }
  return [...wrong, ...open];
}

describe('the App of a shop', () => {
  test.skipIf(!findProgram('xmllint'))('has a manifest that is well-formed', () => {
    const { status, stderr } = spawnSync(requiredProgram('xmllint'), ['--noout', '-'], {
      input: textOf('manifest.xml'),
    });
    expect(String(stderr)).toBe('');
    expect(status).toBe(0);
  });

  test('says where its server is, with a secret that survives XML', () => {
    expect(readPackage(files)).toMatchObject({
      name: 'Punchgate',
      registrationUrl: `${address}/register`,
      secret: 'a&b<c>"d"',
      moduleUrl: `${address}/admin`,
    });
    expect(readPackage(files).webhooks.map(({ event }) => event)).toEqual([
      'app.activated',
      'app.deactivated',
      'app.deleted',
    ]);
  });

  test('asks for no permission in the shop: the gateway uses none of the App', () => {
    expect(textOf('manifest.xml')).not.toMatch(/<(permissions?|read|create|update|delete|crud)\b/);
  });

  test('has no secret in its manifest where the Shopware Account keeps it, and never elsewhere', () => {
    const without = appFiles({ address, version: '1.2.3', secret: undefined });
    expect(String(without.get('manifest.xml'))).not.toContain('<secret>');
    const others = texts.filter(([path, text]) => path !== 'manifest.xml' && text.includes('a&b'));
    expect(others).toEqual([]);
  });

  test.each(twig)('%s closes in Twig what it opens', (_, text) => {
    expect(unbalanced(text)).toEqual([]);
    expect(text.split('{{').length).toBe(text.split('}}').length);
    expect(text.split('{%').length).toBe(text.split('%}').length);
  });

  test('a template that forgets an end is seen', () => {
    expect(unbalanced('{% block a %}{% if b %}{% endblock %}')).not.toEqual([]);
  });

  test('says all its words in English and German', () => {
    const used = new Set(
      twig.flatMap(([, text]) => [...text.matchAll(/"punchgate\.(\w+)"\|trans/g)].map(([, word]) => word)),
    );
    expect(used.size).toBeGreaterThan(3);
    for (const locale of ['en-GB', 'de-DE']) {
      const { punchgate } = JSON.parse(textOf(`storefront.${locale}.json`));
      expect(new Set(Object.keys(punchgate)), locale).toEqual(used);
    }
  });

  test('touches a page of the shop in a punchout only', () => {
    const overrides = twig.filter(([, text]) => text.includes('sw_extends'));
    expect(overrides).toHaveLength(3);
    for (const [path, text] of overrides) {
      const blocks = text.split('{% block ').slice(1);
      for (const block of blocks) {
        expect(block, path).toContain("context.hasPermission('punchoutNoop')");
        expect(block, path).toContain('{{ parent() }}');
      }
    }
  });

  test('lets no cache keep the page that shows a token', () => {
    expect(textOf('punchgate-enter.twig')).toContain('{% do response.cache.disable() %}');
  });

  // Of the pattern in the Twig file, as Twig's own engine has no other meaning for it than this one.
  const leadsTo = new RegExp(/matches '@(.+)@'/.exec(textOf('punchgate-enter.twig'))?.[1] ?? 'no pattern');

  test.each(['/', '/checkout/cart', '/de/detail/0a1b?x=%20y#z', '/~shop/a_b.html'])(
    'leads on to %j of the shop',
    (path) => expect(path).toMatch(leadsTo),
  );

  test.each([
    '//evil.example',
    '/\t/evil.example',
    '/\n/evil.example',
    '/\\evil.example',
    'https://evil.example',
    '',
  ])('leads nobody to %j, which a browser may read as another host', (path) =>
    expect(path).not.toMatch(leadsTo),
  );

  test('has an icon that is a PNG', () => {
    const png = files.get('Resources/config/plugin.png') ?? Buffer.alloc(0);
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    const length = png.readUInt32BE(33);
    expect(inflateSync(png.subarray(41, 41 + length))).toHaveLength(128 * (1 + 128 * 4));
  });
});
