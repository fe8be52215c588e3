import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { readConfig } from '../../../src/config.ts';
import { noFaults } from '../../../src/demo/shop/demo-shop-faults.ts';
import { startDemoShop } from '../../../src/demo/shop/start-demo-shop.ts';
import { type CommandRun, runCommand } from '../../support/command-line.ts';
import { adminApi } from '../demo-shop/demo-shop-client.ts';

const gatewayUrl = 'https://punchout.nordwerk.example';
const outlet = 'c975270d8694b7f81b53a5409fcddab1';

const shop = await startDemoShop({ port: 0, host: '127.0.0.1' });
const folder = await mkdtemp(join(tmpdir(), 'punchgate-connect-'));
const config = join(folder, 'punchgate.yaml');
await writeFile(config, `server: { publicUrl: ${gatewayUrl} }\n`);
const secretFile = join(folder, 'secret');
await writeFile(secretFile, `${shop.clientSecret}\n`);

afterEach(() => {
  Object.assign(shop.faults, noFaults());
  Object.assign(shop.domains, { length: 1 });
});

afterAll(async () => {
  await shop.close();
  await rm(folder, { recursive: true, force: true });
});

const ownKeys = ['--url', `${shop.url}/`, '--client-id', shop.clientId, '--allow-private'];

async function connect(...words: string[]): Promise<CommandRun & { text: string }> {
  const environment = { PUNCHGATE_CONFIG: config, PUNCHGATE_SHOP_SECRET: shop.clientSecret };
  const run = await runCommand(['shop', 'connect', ...words], { environment });
  return { ...run, text: run.told.join('\n') };
}

function changes(): string[] {
  const paths = shop.requests.filter(({ method }) => method !== 'GET').map(({ path }) => path);
  return paths.filter((path) => !path.startsWith('/api/search') && path !== '/api/oauth/token');
}

describe('an operator who has an address and the keys of an integration', () => {
  test('gets the sales channel, all checks, and what punchgate.yaml needs', async () => {
    shop.requests.splice(0);
    const { thrown, text } = await connect(...ownKeys);
    expect(thrown).toBeUndefined();
    expect(text).toMatch(
      /^64067b665e9660bb29a6ec44190c2256 +Nordwerk Supply +SWSC\w+ +true +false .*English +EUR/m,
    );
    expect(text).toMatch(/^passed +storefront\.session/m);
    expect(text).not.toContain(shop.clientSecret);
    // A probe of the privilege, with the id of no customer: nothing comes of it.
    expect(changes()).toEqual(['/api/_proxy/switch-customer']);
    expect(shop.domains).toHaveLength(1);
  });

  test('can paste the stanza, and has the same shop then', async () => {
    const { told } = await connect(...ownKeys, '--name', 'north-2', '--json');
    const { stanza, salesChannelId } = JSON.parse(told.join(''));
    await writeFile(join(folder, 'pasted.yaml'), stanza);
    const environment = { SHOP_NORTH_2_CLIENT_SECRET: shop.clientSecret };
    const { shops } = await readConfig(join(folder, 'pasted.yaml'), environment);
    expect(salesChannelId).toBe(shop.salesChannelId);
    expect(shops['north-2']).toMatchObject({
      url: shop.url,
      accessKey: shop.accessKey,
      salesChannelId: shop.salesChannelId,
      clientId: shop.clientId,
      clientSecret: shop.clientSecret,
      allowPrivate: true,
    });
  });

  test('may have the secret in a file', async () => {
    const words = ['shop', 'connect', ...ownKeys, '--client-secret-file', secretFile];
    const { thrown } = await runCommand(words, { environment: { PUNCHGATE_CONFIG: config } });
    expect(thrown).toBeUndefined();
  });

  test('is told once that the keys are wrong, and what to do', async () => {
    const words = ['shop', 'connect', ...ownKeys];
    const environment = { PUNCHGATE_CONFIG: config, PUNCHGATE_SHOP_SECRET: 'a-lost-secret' };
    const { thrown, told } = await runCommand(words, { environment });
    expect(thrown?.message).toContain('POST /api/oauth/token: 401, 4');
    expect(thrown?.message).toContain('A secret is shown once');
    expect(told).toEqual([]);
    expect(thrown?.message).not.toContain('lost-secret');
  });

  test('whose checks fail gets the table and exit status 1', async () => {
    shop.faults.salesChannelInactive = true;
    const { thrown, text } = await connect(...ownKeys);
    expect(thrown?.message).toMatch(/^1 of \d+ checks failed$/);
    expect(text).toMatch(/^failed +channel\.active/m);
  });

  test.each([
    ['no secret', ownKeys, {}, 'no secret'],
    ['no address', ['--client-id', 'SWIA'], { PUNCHGATE_SHOP_SECRET: 'x' }, 'give --url and --client-id'],
    ['an address with a user', [...ownKeys, '--url', 'https://a:b@shop.example'], {}, 'without user'],
    ['an address with a query', [...ownKeys, '--url', 'https://shop.example?a=b'], {}, 'without user'],
    ['an empty client id', [...ownKeys, '--client-id', ''], {}, 'no access key'],
    ['an empty access key', [...ownKeys, '--access-key', ''], {}, 'no access key'],
    ['a shop that is not there', ['other'], {}, 'has no shop "other"'],
    ['a name and keys', ['main', ...ownKeys], {}, 'has its settings there'],
    ['a secret as argument', [...ownKeys, '--client-secret', 'x'], {}, "unknown option '--client-secret'"],
    [
      'an address of the gateway with a path',
      [...ownKeys, '--public-url', 'https://a.example/shop'],
      {},
      'no origin',
    ],
  ])('%s is wrong usage', async (_what, words, more, problem) => {
    const environment = { PUNCHGATE_CONFIG: config, ...more };
    const { thrown, told } = await runCommand(['shop', 'connect', ...words], { environment });
    expect(`${thrown?.message}${told.join('')}`).toContain(problem);
    expect(thrown?.name).toBe('CommanderError');
  });
});

describe('a shop with several storefronts', () => {
  test('asks for one where the address does not tell', async () => {
    shop.faults.secondStorefront = true;
    const byAnotherName = ownKeys.map((word) => word.replace('localhost', '127.0.0.1'));
    const { thrown, text } = await connect(...byAnotherName);
    expect(thrown?.message).toContain('--sales-channel');
    for (const name of ['Nordwerk Supply', 'Nordwerk Outlet']) expect(text).toContain(name);
  });

  test('is the one that has the address, or the one that was named', async () => {
    shop.faults.secondStorefront = true;
    expect((await connect(...ownKeys)).text).toContain(`sales channel: ${shop.salesChannelId}`);
    const named = await connect(...ownKeys, '--sales-channel', outlet);
    expect(named.text).toContain(`sales channel: ${outlet}`);
    const none = await connect(...ownKeys, '--sales-channel', 'f'.repeat(32));
    expect(none.thrown?.message).toContain('There is no storefront ffff');
  });
});

describe('an integration that may not list sales channels', () => {
  test('needs the access key, by which the shop says which one it is', async () => {
    shop.faults.missingPrivileges = ['sales_channel:read'];
    const { thrown } = await connect(...ownKeys);
    expect(thrown?.message).toContain('--access-key');
    expect(thrown?.message).toContain('the privilege sales_channel:read');
    const withKey = await connect(...ownKeys, '--access-key', shop.accessKey);
    expect(withKey.thrown).toBeUndefined();
    expect(withKey.text).toContain(`salesChannelId: ${shop.salesChannelId}`);
  });

  test('gets what it may see, and which privileges would show the rest', async () => {
    shop.faults.missingPrivileges = ['language:read', 'sales_channel_domain:read'];
    const { thrown, text } = await connect(...ownKeys);
    expect(thrown).toBeUndefined();
    expect(text).toContain('not all of it is shown: language:read is missing');
    expect(text).toContain('EUR');
  });
});

describe('the domain of the gateway', () => {
  test('is registered where it was asked for, once, as the storefront is', async () => {
    const first = await connect(...ownKeys, '--register-domain');
    expect(first.thrown).toBeUndefined();
    expect(first.text).toContain(`domain ${gatewayUrl}: registered`);
    const { id: _, url: __, ...own } = shop.domains[0] ?? {};
    expect(shop.domains[1]).toMatchObject({ ...own, url: gatewayUrl });
    const again = await connect(...ownKeys, '--register-domain');
    expect(again.text).toContain(`domain ${gatewayUrl}: there already`);
    expect(shop.domains).toHaveLength(2);
    expect(again.text).toMatch(/^passed +channel\.gateway-domain/m);
  });

  test('has the path of the shop, which the pages are asked for with', async () => {
    const withPath = ownKeys.map((word) => (word === `${shop.url}/` ? `${shop.url}/de` : word));
    const { text } = await connect(...withPath, '--register-domain');
    expect(shop.domains[1]?.url).toBe(`${gatewayUrl}/de`);
    expect(text).toContain(`domain ${gatewayUrl}/de: registered`);
    expect(text).toMatch(/^passed +channel\.gateway-domain/m);
  });

  test('that another sales channel has is left there, and told', async () => {
    const body = { ...shop.domains[0], id: 'd'.repeat(32), salesChannelId: outlet, url: gatewayUrl };
    await adminApi(shop, 'POST /api/sales-channel-domain', { body });
    const { thrown, text } = await connect(...ownKeys, '--register-domain');
    expect(thrown?.message).toContain('the domain was not registered');
    expect(text).toContain(`it is a domain of sales channel ${outlet}`);
    expect(shop.domains.map(({ salesChannelId }) => salesChannelId)).toEqual([shop.salesChannelId, outlet]);
  });

  test.each([['sales_channel_domain:create'], ['sales_channel_domain:read']])(
    'without the privilege %s is a matter of clicks, which are told',
    async (privilege) => {
      shop.faults.missingPrivileges = [privilege];
      const { thrown, text } = await connect(...ownKeys, '--register-domain');
      expect(thrown?.message).toContain('the domain was not registered');
      expect(text).toContain(`the integration may not: ${privilege} is missing`);
      expect(text).toContain(`Domains > Add domain, URL ${gatewayUrl}`);
      expect(shop.domains).toHaveLength(1);
    },
  );

  test('of a shop of punchgate.yaml is its own where it has one', async () => {
    const { told } = await connect(...ownKeys, '--public-url', 'https://own.nordwerk.example', '--json');
    const known = join(folder, 'known.yaml');
    await writeFile(known, JSON.parse(told.join('')).stanza);
    const environment = { PUNCHGATE_CONFIG: known, SHOP_MAIN_CLIENT_SECRET: shop.clientSecret };
    const run = await runCommand(['shop', 'connect', 'main', '--register-domain'], { environment });
    expect(run.thrown).toBeUndefined();
    expect(run.told.join('\n')).not.toContain('For punchgate.yaml');
    expect(shop.domains[1]?.url).toBe('https://own.nordwerk.example');
  });
});
