import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { ociLogin } from '../support/buyer.ts';
import { spawnLicenseServer } from '../support/license-server.ts';
import { type CommandResult, type PunchgateProcess, punchgate } from '../support/punchgate-process.ts';
import { findProgram, requiredProgram } from '../support/services/availability.ts';
import { freePort } from '../support/services/free-port.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const customerId = 'a'.repeat(32);
const login = { USERNAME: 'buyer', PASSWORD: 'buyer-password', HOOK_URL: 'https://srm.buyer.example/hook' };

const system = `name: buyer-srm
protocol: oci
shop: main
returnHosts: [srm.buyer.example]
customers:
  - { id: ${customerId}, user: buyer, password: buyer-password }
units: { default: PCE }
`;

let folder: string;
let serverUrl: string;
let server: PunchgateProcess;
let gateway: PunchgateProcess | undefined;
let gatewayPort: number;

/** A vendor with a license server, and an operator with a gateway that has connected a bought key. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'punchgate-two-'));
  const vendorData = join(folder, 'vendor');
  const sale = punchgate(['license', 'issue', '--holder', 'Shop GmbH', '--json'], { DATA_DIR: vendorData });
  const [systemLicense] = JSON.parse((await sale.result).out);
  ({ url: serverUrl, server } = await spawnLicenseServer(vendorData));
  gatewayPort = await freePort();
  await writeFile(join(folder, 'buyer-srm.yaml'), system);
  await writeFile(join(folder, 'punchgate.yaml'), gatewayConfig(serverUrl));
  for (const command of [
    ['system', 'apply', 'buyer-srm.yaml'],
    ['license', 'connect', systemLicense.key, 'buyer-srm'],
    ['license', 'assign', 'buyer-srm', customerId],
  ]) {
    expect(await run(command)).toMatchObject({ status: 0, err: '' });
  }
});

afterAll(async () => {
  for (const running of [gateway, server]) running?.child.kill('SIGTERM');
  await Promise.all([gateway?.result, server?.result]);
  await rm(folder, { recursive: true, force: true });
});

function gatewayConfig(url: string): string {
  return `server: { port: ${gatewayPort}, host: 127.0.0.1, unreadySeconds: 0 }
license: { validSeconds: 0, invalidSeconds: 0, server: { url: "${url}", allowPrivate: true, timeoutMilliseconds: 500 } }
shops:
  main:
    url: https://shop.example
    accessKey: SWSCEXAMPLE
    salesChannelId: ${'b'.repeat(32)}
    clientId: SWIAEXAMPLE
    clientSecret: secret
`;
}

function environment(more: Record<string, string> = {}): Record<string, string> {
  return { PUNCHGATE_CONFIG: join(folder, 'punchgate.yaml'), DATA_DIR: join(folder, 'gateway'), ...more };
}

function run(args: string[], more: Record<string, string> = {}): Promise<CommandResult> {
  return punchgate(args, environment(more), folder).result;
}

/** A machine whose clock is off by so much, e.g. `+400d`, or as the file says. */
function clock(setting: { off: string } | { file: string }): Record<string, string> {
  const preload = { LD_PRELOAD: requiredProgram('faketime'), FAKETIME_DONT_FAKE_MONOTONIC: '1' };
  return 'off' in setting
    ? { ...preload, FAKETIME: setting.off }
    : { ...preload, FAKETIME_TIMESTAMP_FILE: setting.file, FAKETIME_NO_CACHE: '1' };
}

const check = (more?: Record<string, string>) => run(['license', 'check', 'buyer-srm', customerId], more);

describe('a gateway with a license server in another process', () => {
  test('lets the licensed customer in', async () => {
    expect(await check()).toMatchObject({ status: 0, out: expect.stringMatching(/^valid/) });
  });

  test.skipIf(!findProgram('faketime')).each(['+2h', '-2h', '+400d', '-400d'])(
    'on a machine whose clock is off by %s, too: the time of the server counts',
    async (off) => {
      expect(await check(clock({ off }))).toMatchObject({ status: 0 });
    },
  );

  test.skipIf(!findProgram('faketime'))(
    'while it runs, its clock jumps by 400 days and back, and the license server goes away and comes back',
    async () => {
      const file = join(folder, 'faketime');
      await writeFile(file, '+0d');
      gateway = punchgate(['start', '--no-demo'], environment(clock({ file })), folder);
      await gateway.prints('"event":"started"');
      const loginStatus = async () => (await ociLogin(`http://127.0.0.1:${gatewayPort}`, login)).status;
      expect(await loginStatus()).toBe(303);
      for (const off of ['+400d', '-400d', '+2h']) {
        await writeFile(file, off);
        expect(await loginStatus()).toBe(303);
      }
      server.child.kill('SIGTERM');
      await server.result;
      for (const off of ['+400d', '-400d', '+0d']) {
        await writeFile(file, off);
        expect(await loginStatus()).toBe(303);
      }
      ({ url: serverUrl, server } = await spawnLicenseServer(join(folder, 'vendor')));
    },
  );

  test.skipIf(!findProgram('faketime'))(
    'that starts without the license server: an old clock is not believed, a year without news is too long',
    async () => {
      const nowhere = { LICENSE_SERVER_URL: 'http://127.0.0.1:1' };
      for (const off of ['+2h', '-2h', '-400d']) {
        expect(await check({ ...clock({ off }), ...nowhere })).toMatchObject({ status: 0 });
      }
      const late = await check({ ...clock({ off: '+400d' }), ...nowhere });
      expect(late).toMatchObject({ status: 1, err: expect.stringContaining('license_grace_over') });
    },
  );
});
