import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Config, publicUrlOf, readConfig } from '../../../src/config.ts';
import { ConfigurationError, type Environment } from '../../../src/yaml-file.ts';

const shop = {
  url: 'https://shop.example/de/',
  accessKey: 'SWSCTEST',
  salesChannelId: 'a'.repeat(32),
  clientId: 'SWIATEST',
  clientSecret: 'secret',
};
const shopText = `shops:\n  main: ${JSON.stringify(shop)}\n`;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'punchgate-config-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function read(text: string, environment: Environment = {}): Promise<Config> {
  const path = join(folder, 'punchgate.yaml');
  await writeFile(path, text);
  return await readConfig(path, environment);
}

async function faultsOf(text: string, environment: Environment = {}): Promise<readonly string[]> {
  try {
    await read(text, environment);
  } catch (error) {
    if (error instanceof ConfigurationError)
      return error.faults.map((fault) => fault.replace(`${folder}/`, ''));
    throw error;
  }
  return [];
}

describe('a gateway without a file', () => {
  it('has the published defaults', async () => {
    expect(await readConfig(undefined, {})).toEqual({
      server: { port: 8080, host: '0.0.0.0', unreadySeconds: 2, drainSeconds: 25 },
      data: { directory: './data' },
      session: { startSeconds: 300, hours: 12, reentrySeconds: 60, returnPageMinutes: 15 },
      license: { validSeconds: 300, invalidSeconds: 30 },
      licenseServer: { port: 8090, host: '0.0.0.0', graceDays: 7 },
      metrics: { host: '127.0.0.1' },
      limits: { cxmlBytes: 2_097_152, formBytes: 65_536, formFields: 1000 },
      log: { level: 'info' },
      units: {},
      shops: {},
      connectors: {},
      punchgateKey: undefined,
    });
  });

  it('is reached at this machine', async () => {
    expect(publicUrlOf(await readConfig(undefined, {}))).toBe('http://localhost:8080');
    expect(publicUrlOf(await readConfig(undefined, { PORT: '9000' }))).toBe('http://localhost:9000');
  });

  it('the example file says the same, setting by setting', async () => {
    const path = join(import.meta.dirname, '../../../config/punchgate.yaml');
    const example = await readFile(path, 'utf8');
    const { shops: _, ...settings } = await readConfig(path, everyVariableOf(example));
    const { shops: __, ...defaults } = await readConfig(undefined, {});
    expect(settings).toEqual(defaults);
  });
});

function everyVariableOf(text: string): Environment {
  return Object.fromEntries(
    [...text.matchAll(/\$\{([A-Z0-9_]+)\}/g)].map(([, name = '']) => [name, 'x'.repeat(32)]),
  );
}

describe('what an operator sets', () => {
  it('stands beside the defaults of what he does not set', async () => {
    const config = await read(`server:\n  port: 9000\nsession:\n  hours: 0.5\n${shopText}`);
    expect(config.server).toMatchObject({ port: 9000, host: '0.0.0.0' });
    expect(config.session).toMatchObject({ hours: 0.5, startSeconds: 300 });
    expect(config.shops.main).toMatchObject({ url: 'https://shop.example/de', allowPrivate: false });
  });

  it('the public address is kept as an origin', async () => {
    const config = await read('server:\n  publicUrl: https://Punchout.example/\n');
    expect(publicUrlOf(config)).toBe('https://punchout.example');
  });

  it.each([
    ['server:\n  port: 65536', 'server.port'],
    ['server:\n  port: -1', 'server.port'],
    ['server:\n  port: 80.5', 'server.port'],
    ['server:\n  port: http', 'server.port'],
    ['server:\n  port: ""', 'server.port'],
    ['server:\n  port:', 'server.port'],
    ['server:\n  port: true', 'server.port'],
    ['server:\n  publicUrl: punchout.example', 'server.publicUrl'],
    ['server:\n  publicUrl: ftp://punchout.example', 'server.publicUrl'],
    ['server:\n  drainSeconds: 301', 'server.drainSeconds'],
    ['server:\n  publicUrl: https://punchout.example/shop', 'server.publicUrl'],
    ['data:\n  databaseUrl: mysql://db', 'data.databaseUrl'],
    ['data:\n  redisUrl: http://redis', 'data.redisUrl'],
    ['session:\n  startSeconds: 9', 'session.startSeconds'],
    ['session:\n  hours: 0', 'session.hours'],
    ['session:\n  hours: 25', 'session.hours'],
    ['license:\n  validSeconds: -1', 'license.validSeconds'],
    ['limits:\n  formFields: 0', 'limits.formFields'],
    ['log:\n  level: loud', 'log.level'],
    ['units:\n  Karton: xct', 'units.Karton'],
    ['units:\n  Karton: EACH', 'units.Karton'],
  ])('%j is a fault', async (text, setting) => {
    expect(await faultsOf(text)).toEqual([
      expect.stringMatching(new RegExp(`^punchgate\\.yaml:2: ${setting}: .+`)),
    ]);
  });

  it.each(Object.keys(shop))('a shop needs its %s', async (setting) => {
    const text = `shops:\n  main: ${JSON.stringify({ ...shop, [setting]: undefined })}\n`;
    expect(await faultsOf(text)).toEqual([expect.stringContaining(`shops.main.${setting}: `)]);
  });

  it('a shop whose ids are none is a fault', async () => {
    const text = `shops:\n  main: ${JSON.stringify({ ...shop, salesChannelId: 'main' })}\n`;
    expect(await faultsOf(text)).toEqual([
      'punchgate.yaml:2: shops.main.salesChannelId: 32 hexadecimal digits',
    ]);
  });
});

describe('the environment overrides the file', () => {
  it('in every variable that it has', async () => {
    const environment = {
      PORT: '9001',
      HOST: '127.0.0.1',
      PUBLIC_URL: 'https://punchout.example/',
      DATA_DIR: '/var/lib/punchgate',
      DATABASE_URL: 'postgres://db/punchgate',
      REDIS_URL: 'rediss://redis:6380',
      LOG_LEVEL: 'debug',
      PUNCHGATE_KEY: 'k'.repeat(32),
    };
    const config = await read(
      'server:\n  port: 1\n  drainSeconds: 5\ndata:\n  directory: ./x\n',
      environment,
    );
    expect(config).toMatchObject({
      server: {
        port: 9001,
        host: '127.0.0.1',
        publicUrl: 'https://punchout.example',
        unreadySeconds: 2,
        drainSeconds: 5,
      },
      data: {
        directory: '/var/lib/punchgate',
        databaseUrl: 'postgres://db/punchgate',
        redisUrl: 'rediss://redis:6380',
      },
      log: { level: 'debug' },
      punchgateKey: 'k'.repeat(32),
    });
  });

  it('an empty variable overrides nothing', async () => {
    const config = await read('server:\n  port: 9000\n', { PORT: '', PUNCHGATE_KEY: '', LOG_LEVEL: '' });
    expect(config).toMatchObject({ server: { port: 9000 }, log: { level: 'info' }, punchgateKey: undefined });
  });

  it('the file is left as it is for the next start', async () => {
    const text = 'server:\n  port: 9000\n';
    expect((await read(text, { PORT: '9001' })).server.port).toBe(9001);
    expect((await read(text)).server.port).toBe(9000);
  });

  it('each faulty variable is called by its own name, all at once', async () => {
    const environment = {
      PORT: 'http',
      LOG_LEVEL: 'loud',
      DATABASE_URL: 'mysql://db',
      PUNCHGATE_KEY: 'short',
    };
    const faults = await faultsOf('', environment);
    expect(faults.map((fault) => fault.split(':')[0]).sort()).toEqual([
      'DATABASE_URL',
      'LOG_LEVEL',
      'PORT',
      'PUNCHGATE_KEY',
    ]);
  });

  it('faults of the file and of the environment are told together', async () => {
    const faults = await faultsOf('server:\n  drainSeconds: -1\n', { PORT: 'http' });
    expect(faults).toContainEqual(expect.stringContaining('server.drainSeconds: '));
    expect(faults).toContainEqual(expect.stringMatching(/^PORT: /));
  });

  it('the key is never taken from the file', async () => {
    expect(await faultsOf(`punchgateKey: ${'k'.repeat(32)}\n`)).toEqual([
      'punchgate.yaml:1: punchgateKey: there is no such setting',
    ]);
  });
});

describe('the license server', () => {
  const key = 'oYOvSFM9gRDl8P0GIS4v-RwAKEekrr8OZC5y9UGMCe4';

  it('is named by the environment alone, with the defaults of the file', async () => {
    const config = await read('', {
      LICENSE_SERVER_URL: 'https://licenses.vendor.example/',
      LICENSE_SERVER_KEY: key,
    });
    const server = {
      url: 'https://licenses.vendor.example',
      key,
      timeoutMilliseconds: 2_000,
      allowPrivate: false,
    };
    expect(config.license.server).toEqual(server);
  });

  it('keeps what the file says beside an address of the environment', async () => {
    const text = `license:\n  server: { url: "https://old.example", key: ${key}, timeoutMilliseconds: 900 }\n`;
    const config = await read(text, { LICENSE_SERVER_URL: 'https://new.example' });
    expect(config.license.server).toMatchObject({
      url: 'https://new.example',
      key,
      timeoutMilliseconds: 900,
    });
  });

  it('has a key id and secrets that are told from mistakes', async () => {
    const faults = await faultsOf(
      'license:\n  server: { url: "https://licenses.example", key: short }\n  webhook: { url: "ftp://x", secret: short }\n',
    );
    expect(faults).toEqual([
      expect.stringMatching(/license\.server\.key: the id of a key/),
      expect.stringMatching(/license\.webhook\.url/),
      expect.stringMatching(/license\.webhook\.secret: whsec_/),
    ]);
  });
});
