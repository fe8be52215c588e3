import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import {
  customers,
  type OperatorMachine,
  operatorMachine,
  type ShownLicense,
  sell,
  website,
} from '../support/operator-machine.ts';

/** Each command is a process of its own. */
vi.setConfig({ testTimeout: 120_000 });

const [customer] = customers;

let vendor: OperatorMachine;
/** Without network: its licenses come on a stick. */
let gateway: OperatorMachine;
let system: { id: string; fingerprint: string };
let license: { id: string; key: string; subscription: string };
let signedBy: string;

const file = (name: string) => join(vendor.folder, name);

beforeAll(async () => {
  [vendor, gateway] = await Promise.all([operatorMachine(), operatorMachine()]);
  await gateway.run('system', 'apply', 'buyer-srm.yaml');
  const shown = JSON.parse((await gateway.run('system', 'show', 'buyer-srm')).out);
  system = { id: shown.system.id, fingerprint: shown.fingerprint };
  license = (await sell(vendor, 'Buyer AG', '--reference', 'O-1', '--paid-until', '2040-01-01')).system;
  await exportTo('unbound.json');
  const bind = ['--website', website, '--fingerprint', system.fingerprint, '--system-id', system.id];
  await vendor.json('license', 'connect', license.key, ...bind);
  const seat = ['--website', website, '--fingerprint', system.fingerprint, '--customer', customer];
  await vendor.json('license', 'assign', ...seat);
  signedBy = (await exportTo('bound.json')).signedBy;
}, 120_000);

afterAll(() => Promise.all([vendor.close(), gateway.close()]));

async function exportTo(name: string, ...options: string[]) {
  return await vendor.json<{ signedBy: string }>('license', 'export', 'O-1', file(name), ...options);
}

function refused(code: string) {
  return { status: 1, err: expect.stringMatching(new RegExp(`^${code}: .+\n.+\n$`)) };
}

describe('a gateway without network', () => {
  test('believes no file before the operator names the key of the vendor', async () => {
    const untrusted = await gateway.run('license', 'import', file('bound.json'));
    expect(untrusted).toMatchObject(refused('document_untrusted'));
    expect(untrusted.err).toContain(signedBy);
    expect(untrusted.err).toContain('--trust <key id>');
    const wrong = await gateway.run('license', 'import', file('bound.json'), '--trust', 'A'.repeat(43));
    expect(wrong).toMatchObject(refused('document_untrusted'));
    const verified = await gateway.run('license', 'verify', file('bound.json'), '--json');
    expect(verified).toMatchObject(refused('document_untrusted'));
    expect(JSON.parse(verified.out)).toMatchObject({
      signature: 'good',
      signedBy,
      believed: false,
      counts: false,
    });
    expect((await gateway.run('license', 'check', 'buyer-srm', customer)).err).toContain('license_missing');
  });

  test('lets buyers in by the file that the vendor has signed', async () => {
    const imported = await gateway.json('license', 'import', file('bound.json'), '--trust', signedBy);
    expect(imported).toMatchObject({ reference: 'O-1', systemLicenses: 1, customerLicenses: 1 });
    expect(await gateway.json('license', 'check', 'buyer-srm', customer)).toMatchObject({ valid: true });
    expect(await gateway.json('license', 'verify', file('bound.json'))).toMatchObject({ counts: true });
    const listed = await gateway.json<ShownLicense[]>('license', 'list');
    const bound = { holder: 'Buyer AG', website, system: 'buyer-srm', fingerprint: system.fingerprint };
    expect(listed).toHaveLength(2);
    for (const row of listed) expect(row).toMatchObject({ state: 'active', ...bound });
    expect(await gateway.json('license', 'list', '--customer', customer)).toMatchObject([{ customer }]);
    expect(await gateway.json('license', 'show', license.key)).toMatchObject({ id: license.id });
    const subscription = await gateway.json('subscription', 'show', 'O-1');
    expect(subscription).toMatchObject({ systemLicenses: 1, customerLicenses: 1, assigned: 1 });
    expect(await gateway.json('subscription', 'list', '--holder', 'BUY')).toMatchObject([
      { reference: 'O-1' },
    ]);
    expect(await gateway.json('audit', 'list')).toMatchObject([
      { action: 'received', kind: 'document' },
      { action: 'trusted', kind: 'trusted-key' },
    ]);
  });

  test('leaves changes of an imported license to the vendor', async () => {
    const commands = [
      ['suspend', license.id],
      ['connect', license.key, 'buyer-srm'],
      ['release', license.key],
      ['rekey', license.id],
    ];
    const results = await Promise.all(commands.map((command) => gateway.run('license', ...command)));
    for (const result of results) expect(result).toMatchObject(refused('issued_elsewhere'));
  });

  test('refuses an older file, one that was tampered with, and one that is something else', async () => {
    expect(await gateway.run('license', 'import', file('unbound.json'))).toMatchObject(
      refused('document_older'),
    );
    expect(await gateway.run('license', 'verify', file('unbound.json'))).toMatchObject(
      refused('document_older'),
    );
    const exported = JSON.parse(await readFile(file('bound.json'), 'utf8'));
    const [header, payload, signature] = exported.document.split('.');
    const content = Buffer.from(payload, 'base64url').toString().replace(customer, 'f'.repeat(32));
    const forged = [header, Buffer.from(content).toString('base64url'), signature].join('.');
    await writeFile(file('forged.json'), JSON.stringify({ ...exported, document: forged }));
    for (const command of ['import', 'verify'])
      expect(await gateway.run('license', command, file('forged.json'))).toMatchObject(
        refused('document_altered'),
      );
    const other = await gateway.run('license', 'import', join(gateway.folder, 'buyer-srm.yaml'));
    expect(other).toMatchObject(refused('document_invalid'));
    const lost = await gateway.run('license', 'import', 'nowhere.json');
    expect(lost).toMatchObject({ status: 1, err: 'There is no file or folder nowhere.json.\n' });
    expect(await gateway.run('license', 'check', 'buyer-srm', customer)).toMatchObject({ status: 0 });
  });

  test('believes the next key of the vendor, and stops buyers when the vendor says so', async () => {
    await vendor.json('signing-key', 'rotate');
    await vendor.json('license', 'revoke', license.key);
    const { signedBy: next } = await exportTo('revoked.json', '--days', '1');
    expect(next).not.toBe(signedBy);
    await gateway.json('license', 'import', file('revoked.json'));
    expect((await gateway.run('license', 'check', 'buyer-srm', customer)).err).toContain('license_revoked');
    expect(await gateway.json('license', 'show', license.id)).toMatchObject({ state: 'revoked' });
    expect(await gateway.run('audit', 'verify')).toMatchObject({ status: 0 });
    expect(await vendor.run('audit', 'verify')).toMatchObject({ status: 0 });
  });

  test('forgets a document, and believes a key no more', async () => {
    const listed = await gateway.json<{ id: string }[]>('trusted-key', 'list');
    expect(listed.map(({ id }) => id)).toContain(signedBy);
    for (const { id } of listed)
      expect(await gateway.run('trusted-key', 'forget', id)).toMatchObject({ status: 0 });
    expect(await gateway.run('trusted-key', 'forget', signedBy)).toMatchObject({ status: 1 });
    expect(await gateway.json('license', 'list')).toEqual([]);
    const unnamed = await gateway.run('license', 'import', file('revoked.json'));
    expect(unnamed).toMatchObject(refused('document_untrusted'));
    const [{ id: next = '' } = {}] = listed.filter(({ id }) => id !== signedBy);
    const vouched = await gateway.run('license', 'import', file('revoked.json'), '--trust', signedBy);
    expect(vouched).toMatchObject(refused('document_untrusted'));
    await gateway.json('license', 'import', file('revoked.json'), '--trust', next);
    expect(await gateway.run('license', 'forget', license.subscription)).toMatchObject({ status: 0 });
    expect((await gateway.run('license', 'check', 'buyer-srm', customer)).err).toContain('license_missing');
    const nothing = await gateway.run('license', 'forget', license.subscription);
    expect(nothing.err).toContain(`There is no document of the subscription ${license.subscription}.`);
    expect(await gateway.run('audit', 'verify')).toMatchObject({ status: 0 });
    const history = await gateway.json<{ action: string; kind: string }[]>('audit', 'list');
    expect(history.slice(0, 1)).toMatchObject([{ action: 'forgotten', kind: 'document' }]);
  });

  test('believes no other vendor, although everything else is right', async () => {
    const other = await operatorMachine();
    await sell(other, 'Forger', '--reference', 'O-1');
    await other.json('license', 'export', 'O-1', file('other.json'));
    expect(await gateway.run('license', 'import', file('other.json'))).toMatchObject(
      refused('document_untrusted'),
    );
    const printed = await other.run('license', 'export', 'O-1');
    expect(JSON.parse(printed.out)).toMatchObject({ document: expect.any(String), keys: [{}] });
    await other.close();
  });
});
