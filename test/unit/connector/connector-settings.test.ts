import { describe, expect, test } from 'vitest';
import { configSchema } from '../../../src/config.ts';
import { connectorSettingsSchema } from '../../../src/connector/connector-settings.ts';
import { oneNameEach } from '../../../src/shop-names.ts';
import { ConfigurationError, parseYaml } from '../../../src/yaml-file.ts';

const url = 'https://shop.example/oci/login';
const cxmlUrl = 'https://shop.example/cxml';

function faultsOf(connectors: Record<string, unknown>, shops: Record<string, unknown> = {}): string[] {
  const text = JSON.stringify({ connectors, shops });
  try {
    parseYaml('punchgate.yaml', text, { schema: configSchema, environment: {}, beside: oneNameEach });
  } catch (error) {
    if (error instanceof ConfigurationError) return [...error.faults];
    throw error;
  }
  return [];
}

describe('a connector in punchgate.yaml', () => {
  test('needs one address, and sends browsers on where nothing else is said', () => {
    expect(connectorSettingsSchema.parse({ url })).toEqual({
      url,
      timeoutMilliseconds: 10_000,
      allowPrivate: false,
      forms: 'redirect',
    });
    expect(faultsOf({ plugin: { cxmlUrl } })).toEqual([]);
  });

  test.each([
    ['no address', {}, 'connectors.plugin: a connector needs a url (OCI), a cxmlUrl, or both'],
    ['two shops', { url, cxmlUrl: 'https://other.example/' }, 'of one shop'],
    ['another scheme', { url: 'ftp://shop.example' }, 'connectors.plugin.url'],
    ['credentials', { url: 'https://user:word@shop.example/' }, 'an address without credentials'],
    ['a password alone', { url: 'https://:word@shop.example/' }, 'an address without credentials'],
    ['a fragment', { url: `${url}#here` }, 'an address without a fragment'],
    ['an unknown way of forms', { url, forms: 'push' }, 'connectors.plugin.forms'],
    [
      'what it does not have',
      { url, accessKey: 'x' },
      'connectors.plugin.accessKey: there is no such setting',
    ],
  ])('with %s is a fault', (_, connector, problem) => {
    const faults = faultsOf({ plugin: connector });
    expect(faults).toHaveLength(1);
    expect(faults[0]).toContain(problem);
  });

  test('cannot have the name of a shop', () => {
    const shop = { url: 'https://a.example', accessKey: 'a', clientId: 'b', clientSecret: 'c' };
    const faults = faultsOf({ main: { url } }, { main: { ...shop, salesChannelId: 'd'.repeat(32) } });
    expect(faults).toEqual(['punchgate.yaml:1: connectors.main: there is a shop of that name']);
  });
});
