import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { chooseCustomer } from '../../../src/commands/customer/choose-customer.ts';
import { noFaults } from '../../../src/demo/shop/demo-shop-faults.ts';
import { startDemoShop } from '../../../src/demo/shop/start-demo-shop.ts';
import { profileNamed } from '../../../src/profiles/profiles.ts';
import { shopStanza } from '../../../src/shop-stanza.ts';
import { shopSettingsSchema } from '../../../src/shopware/shop-settings.ts';
import { systemFileText } from '../../../src/system-file-text.ts';
import { type CommandRun, runCommand } from '../../support/command-line.ts';
import { customerId } from '../demo-shop/demo-shop-client.ts';

const shop = await startDemoShop({ port: 0, host: '127.0.0.1' });
const { url, accessKey, salesChannelId, clientId, clientSecret } = shop;
const keys = { url, accessKey, salesChannelId, clientId, clientSecret };
const settings = shopSettingsSchema.parse({ ...keys, allowPrivate: true });
const folder = await mkdtemp(join(tmpdir(), 'punchgate-customers-'));
const environment = {
  PUNCHGATE_CONFIG: join(folder, 'punchgate.yaml'),
  SHOP_MAIN_CLIENT_SECRET: clientSecret,
};
await writeFile(environment.PUNCHGATE_CONFIG, shopStanza('main', settings));

afterEach(() => void Object.assign(shop.faults, noFaults()));

afterAll(async () => {
  await shop.close();
  await rm(folder, { recursive: true, force: true });
});

function search(...words: string[]): Promise<CommandRun> {
  return runCommand(['customer', 'search', ...words], { environment });
}

async function numbersOf(...words: string[]): Promise<string[]> {
  const { told } = await search(...words, '--json');
  return JSON.parse(told[0] ?? '').map(({ number }: { number: string }) => number);
}

describe('an operator looks for a customer of the shop', () => {
  test.each([
    ['number', 'k-10002', ['K-10002']],
    ['a part of the e-mail', '@acme', ['K-10001']],
    ['company, in any case', 'GLOBEX', ['K-10002']],
    ['last name', 'gibbons', ['K-10003']],
    ['something that nobody has', 'nobody-here', []],
  ])('by %s', async (_what, term, numbers) => {
    expect(await numbersOf(term)).toEqual(numbers);
  });

  test('by several words, which the customer must all have', async () => {
    expect(await numbersOf('gmbh', 'acme')).toEqual(['K-10001']);
    expect(await numbersOf('acme', 'globex')).toEqual([]);
  });

  test('by id', async () => {
    expect(await numbersOf(customerId(shop, 'K-10004'))).toEqual(['K-10004']);
  });

  test('and sees who it is and in which group', async () => {
    const { told } = await search('acme', '--json');
    expect(JSON.parse(told[0] ?? '')).toEqual([
      {
        id: customerId(shop, 'K-10001'),
        number: 'K-10001',
        name: 'Jürgen Weiß',
        company: 'Acme Manufacturing GmbH',
        email: 'einkauf@acme.example',
        group: 'Standard customer group',
        active: true,
        guest: false,
        usable: true,
      },
    ]);
  });

  test.each([
    ['K-10003', 'inactive', 'no: is not active'],
    ['K-10004', 'active, guest', 'no: is a guest'],
    ['K-10005', 'active', 'no: is bound to another sales channel'],
    ['K-10002', 'active', 'yes'],
  ])('and whether one can punch out as %s, or why not', async (number, state, punchout) => {
    const [text = ''] = (await search(number)).told;
    expect(text).toMatch(new RegExp(`${number}.* ${state} +${punchout}$`));
  });

  test('is told that there are more than asked for', async () => {
    const { told } = await search('k-1', '--limit', '2');
    expect(told[0]?.split('\n')).toHaveLength(3);
    expect(told[1]).toContain('more than 2');
  });

  test('finds them without the privilege for groups too', async () => {
    shop.faults.missingPrivileges = ['customer_group:read'];
    const { told, thrown } = await search('acme');
    expect(thrown).toBeUndefined();
    expect(told[0]).toContain('K-10001');
    expect(told[1]).toContain('customer_group:read');
  });

  test('without the privilege for customers learns which one it is', async () => {
    shop.faults.missingPrivileges = ['customer:read', 'customer_group:read'];
    const { thrown } = await search('acme');
    expect(thrown).toMatchObject({ reason: 'shop_refused' });
    expect(thrown?.message).toContain('customer:read');
  });
});

describe('a System is made for a customer', () => {
  test.each([['K-10001'], ['einkauf@acme.example'], [customerId(shop, 'K-10001')]])(
    'who is named as %s',
    async (key) => {
      expect(await chooseCustomer(key, settings)).toEqual({
        id: customerId(shop, 'K-10001'),
        number: 'K-10001',
        name: 'Acme Manufacturing GmbH',
        email: 'einkauf@acme.example',
      });
    },
  );

  test.each([
    ['K-10003', 'is not active'],
    ['gast@example.com', 'is a guest'],
    ['K-10005', 'is bound to another sales channel'],
    ['K-1', 'has no customer whose id, number or e-mail is'],
  ])('but for nobody who could not enter: %s', async (key, problem) => {
    await expect(chooseCustomer(key, settings)).rejects.toThrow(problem);
  });

  test('and an e-mail that a guest has too means the customer', async () => {
    const guest = shop.customers.find(({ number }) => number === 'K-10004');
    if (guest) guest.email = 'einkauf@acme.example';
    expect(await chooseCustomer('einkauf@acme.example', settings)).toMatchObject({ number: 'K-10001' });
    if (guest) guest.email = 'gast@example.com';
  });

  test('and the file has all that was found', async () => {
    const customer = await chooseCustomer('K-10001', settings);
    for (const name of ['sap-srm', 'coupa']) {
      const profile = profileNamed(name);
      if (!profile) throw new Error(`no profile ${name}`);
      const text = systemFileText({
        name: 'acme',
        profile,
        shop: 'main',
        returnHosts: ['a.example'],
        customer,
      });
      for (const value of Object.values(customer)) expect(text).toContain(value);
      expect(text).not.toContain('ID-OF-THE-SHOPWARE-CUSTOMER');
    }
  });
});
