import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { sell, startLicenseServer, type TestLicenseServer } from '../support/license-server.ts';
import {
  customers,
  type OperatorMachine,
  operatorMachine,
  type ShownLicense,
  website,
} from '../support/operator-machine.ts';

/** Each command is a process of its own. */
vi.setConfig({ testTimeout: 120_000 });

const [first, second] = customers;

let server: TestLicenseServer;
let gateway: OperatorMachine;

beforeAll(async () => {
  server = await startLicenseServer();
  gateway = await operatorMachine(`license:\n  server: { url: "${server.url}", allowPrivate: true }\n`);
  await gateway.run('system', 'apply', 'buyer-srm.yaml');
}, 120_000);

afterAll(async () => {
  await gateway.close();
  await server.close();
});

function refused(code: string) {
  return { status: 1, err: expect.stringMatching(new RegExp(`^${code}: .+\n.+\n$`)) };
}

describe('an operator whose licenses come from a license server', () => {
  test('connects, assigns, moves and releases what the vendor has sold, and sees it', async () => {
    const { systemKey, seatKeys, subscription } = await sell(server, { customers: 1, reference: 'R-1' });
    const connected = await gateway.json<ShownLicense>('license', 'connect', systemKey, 'buyer-srm');
    expect(connected).toMatchObject({ website, system: 'buyer-srm', state: 'active' });
    const seat = await gateway.json<ShownLicense>(
      'license',
      'assign',
      'buyer-srm',
      first,
      '--key',
      seatKeys[1] ?? '',
    );
    expect(seat).toMatchObject({ customer: first, website });
    expect(await gateway.json('license', 'check', 'buyer-srm', first)).toMatchObject({ valid: true });
    expect(await gateway.json('license', 'move', seat.id, '--customer', second)).toMatchObject({
      customer: second,
    });
    expect(await gateway.json('license', 'list', '--customer', second)).toMatchObject([{ id: seat.id }]);
    expect(await gateway.json('license', 'show', seatKeys[1] ?? '')).toMatchObject({ id: seat.id });
    expect(await gateway.json('license', 'release', seat.id)).not.toHaveProperty('customer');
    const shown = await gateway.json('subscription', 'show', 'R-1');
    expect(shown).toMatchObject({ id: subscription.id, customerLicenses: 2, assigned: 0 });
  });

  test('is told that only the vendor issues, ends and exports licenses', async () => {
    const commands = [
      ['license', 'issue', 'buyer-srm'],
      ['license', 'issue', '--holder', 'X'],
      ['license', 'revoke', 'id'],
      ['license', 'export', 'R-1'],
      ['subscription', 'create', '--holder', 'X'],
      ['subscription', 'cancel', 'R-1'],
      ['signing-key', 'rotate'],
    ];
    const results = await Promise.all(commands.map((command) => gateway.run(...command)));
    for (const result of results) expect(result).toMatchObject(refused('issued_elsewhere'));
  });

  test('is told apart a key that is mistyped, one that nobody knows, and a server that does not answer', async () => {
    const foreign = 'PGS-ZU8AQ-HTYUX-TAMCH-P4PLL-J4EE3-2HZ65';
    const connect = (key: string) => gateway.run('license', 'connect', key, 'buyer-srm');
    expect(await connect(foreign.replace('Z65', 'Z66'))).toMatchObject(refused('key_mistyped'));
    expect(await connect(foreign)).toMatchObject(refused('key_unknown'));
    await server.stop();
    expect(await connect(foreign)).toMatchObject(refused('server_unreachable'));
    await server.start();
  });
});
