import { afterAll } from 'vitest';
import type { z } from 'zod';
import { connectorSettingsSchema } from '../../src/connector/connector-settings.ts';
import { issueLicenses } from '../../src/license/issue-licenses.ts';
import type { StoredSystem } from '../../src/punchout/ports.ts';
import { demoGateway } from './demo-gateway.ts';
import { demoSystemFile, type TestGateway } from './gateway.ts';
import { freePort } from './services/free-port.ts';
import { type StubConnector, startStubConnector } from './stub-connector.ts';

export interface PassThroughGateway {
  gateway: TestGateway;
  stub: StubConnector;
  /** Publishes a System of the connector `plugin`, or as `changes` say. */
  published(protocol: 'oci' | 'cxml', changes?: Record<string, unknown>): Promise<StoredSystem>;
  /** The same, with licenses for the website of the connector. */
  licensed(protocol: 'oci' | 'cxml', changes?: Record<string, unknown>): Promise<StoredSystem>;
}

/**
 * A gateway before a shop that speaks punchout: `plugin` sends browsers on, `relay` answers for the shop, `hasty` does not wait for it, `guarded` may
 * not have a private address, `dead` is down, `forms` takes no cXML.
 */
export async function passThroughGateway(): Promise<PassThroughGateway> {
  const stub = await startStubConnector();
  afterAll(() => stub.close());
  const url = `${stub.url}/oci/login`;
  const cxmlUrl = `${stub.url}/cxml/login`;
  const dead = `http://127.0.0.1:${await freePort()}`;
  const usual = { url, cxmlUrl, allowPrivate: true, timeoutMilliseconds: 60_000 };
  const connectors = {
    plugin: settings(usual),
    relay: settings({ ...usual, forms: 'relay' }),
    hasty: settings({ ...usual, forms: 'relay', timeoutMilliseconds: 300 }),
    tagged: settings({ ...usual, url: `${url}?shop=1`, forms: 'relay' }),
    guarded: settings({ ...usual, allowPrivate: false, forms: 'relay' }),
    dead: settings({ ...usual, url: dead, cxmlUrl: dead, forms: 'relay' }),
    forms: settings({ ...usual, cxmlUrl: undefined }),
  };
  const { gateway, shop } = await demoGateway({ change: (config) => ({ ...config, connectors }) });
  const published: PassThroughGateway['published'] = (protocol, changes = {}) =>
    gateway.apply({
      ...demoSystemFile(shop, protocol),
      name: `plugin-${protocol}`,
      shop: 'plugin',
      ...changes,
    });
  return {
    gateway,
    stub,
    published,
    async licensed(protocol, changes) {
      const stored = await published(protocol, changes);
      await license(stored, gateway);
      return stored;
    },
  };
}

function settings(input: z.input<typeof connectorSettingsSchema>) {
  return connectorSettingsSchema.parse(input);
}

async function license({ system, fingerprint }: StoredSystem, { adapters }: TestGateway): Promise<void> {
  const website = adapters.shops.websiteOf(system.shop);
  const customerIds = system.customers.map(({ id }) => id);
  await issueLicenses({ systemId: system.id, fingerprint, website, customerIds, holder: 'test' }, adapters);
}
