import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { profiles } from '../../src/profiles/profiles.ts';
import { systemFileText, variablesOf } from '../../src/system-file-text.ts';
import { customers, type OperatorMachine, operatorMachine } from '../support/operator-machine.ts';
import { punchgate } from '../support/punchgate-process.ts';

/** Each command is a process of its own. */
vi.setConfig({ testTimeout: 180_000, hookTimeout: 60_000 });

let machine: OperatorMachine;

beforeAll(async () => {
  machine = await operatorMachine();
});

afterAll(() => machine.close());

const pathOf = (name: string) => join(machine.folder, 'config/systems', `${name}.yaml`);

describe('an operator makes a System from a profile', () => {
  test('what only the operator knows stays open, and the file says so when it is applied', async () => {
    const { status, out } = await machine.run('system', 'new', 'buyer-coupa', '--profile', 'coupa');
    expect(status).toBe(0);
    expect(out).toContain('config/systems/buyer-coupa.yaml written');
    expect(out).toContain('at least one return host');
    expect(out).toContain('BUYER_COUPA_SECRET');
    const applied = await machine.run('system', 'apply', 'buyer-coupa');
    expect(applied.status).toBe(1);
    for (const fault of ['BUYER_COUPA_SECRET is not set', 'customers.0.id', 'returnHosts: at least one host'])
      expect(applied.err).toContain(fault);
  });

  test('a shop that is not configured yet is told at once, and with all other faults when it is applied', async () => {
    const made = await machine.run('system', 'new', 'early', '--profile', 'coupa', '--shop', 'later');
    expect(made).toMatchObject({ status: 0, err: expect.stringContaining('has no shop "later" yet') });
    const text = await readFile(pathOf('early'), 'utf8');
    const line = text.split('\n').findIndex((written) => written.startsWith('shop:')) + 1;
    const { err } = await machine.run('system', 'apply', 'early');
    expect(err).toContain(`early.yaml:${line}: shop: punchgate.yaml has no shop "later"`);
    expect(err).toContain('returnHosts: at least one host');
  });

  test('nothing is overwritten', async () => {
    await writeFile(pathOf('kept'), 'name: kept\n');
    const { status, err } = await machine.run('system', 'new', 'kept', '--profile', 'sap-srm');
    expect(status).toBe(1);
    expect(err).toContain('is there already');
    expect(await readFile(pathOf('kept'), 'utf8')).toBe('name: kept\n');
  });

  test('filled in, the Systems of all profiles are applied, and own their values', async () => {
    const environment: Record<string, string> = {
      PUNCHGATE_CONFIG: join(machine.folder, 'punchgate.yaml'),
      DATA_DIR: machine.dataDir,
    };
    const names = profiles.map(({ name }) => `of-${name}`);
    const returnHosts = ['a.example', 'b.example:8443'];
    for (const profile of profiles) {
      const name = `of-${profile.name}`;
      const text = systemFileText({ name, profile, shop: 'main', returnHosts });
      for (const variable of variablesOf(text)) environment[variable] = `${variable.toLowerCase()}-value`;
      await writeFile(pathOf(name), text.replace('ID-OF-THE-SHOPWARE-CUSTOMER', customers[0]));
    }
    const { status, err, out } = await punchgate(['system', 'apply', ...names], environment, machine.folder)
      .result;
    expect(err).toBe('');
    expect(status).toBe(0);
    expect(out.split('\n').filter((line) => /^of-[a-z0-9-]+: new, v1:/.test(line))).toHaveLength(
      profiles.length,
    );
    const { system } = JSON.parse((await machine.run('system', 'show', 'of-ifs')).out);
    expect(system).toMatchObject({
      shop: 'main',
      returnHosts: ['a.example', 'b.example:8443'],
      login: { unencodedHookUrl: true },
      cancel: 'cancel-url',
      fields: { item: { VENDORMAT: { from: ['product.number | upper'] } } },
    });
    const coupa = JSON.parse((await machine.run('system', 'show', 'of-coupa')).out).system;
    expect(coupa.login.from.credentials).toEqual([
      { domain: 'DUNS', identity: 'of_coupa_buyer_identity-value' },
    ]);
  });
});
