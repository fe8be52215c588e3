import { describe, expect, it } from 'vitest';
import { setLicenseStatus } from '../../src/license/license-status.ts';
import { type LicensePlace, sell } from '../support/license-server.ts';
import {
  type RemoteGateway,
  remoteGateway,
  type ScriptedServer,
} from '../support/scripted-license-server.ts';
import { day, failureAt, minute, outcomeOf, question, remoteParties, stranger } from './remote-parties.ts';

let vendor: LicensePlace;
let place: LicensePlace;
let server: ScriptedServer;
let gateway: RemoteGateway;
let licenseId: string;

remoteParties((parties) => {
  ({ vendor, place, server, gateway, licenseId } = parties);
});

const outcome = (asked: typeof question) => outcomeOf(asked, gateway);
const failure = () => failureAt(place);

describe('the license server is out of reach', () => {
  it('and every buyer who was licensed gets in, for the whole grace', async () => {
    server.refuseConnections();
    for (const passed of [10 * minute, day, 5 * day]) {
      gateway.pass(passed);
      expect(await outcome(question)).toBe('valid');
    }
    expect(await failure()).toMatch(/^server_unreachable: .*ECONNREFUSED/);
    gateway.pass(day);
    expect(await outcome(question)).toBe('license_grace_over');
  });

  it('and who was never licensed is refused for now only', async () => {
    gateway.pass(10 * minute);
    server.refuseConnections();
    expect(await outcome(stranger)).toBe('license_unverifiable');
  });

  it('and what was revoked before stays revoked', async () => {
    await setLicenseStatus(
      { license: licenseId, status: 'revoked' },
      { ...vendor.adapters, actor: 'vendor' },
    );
    gateway.pass(10 * minute);
    expect(await outcome(question)).toBe('license_revoked');
    server.refuseConnections();
    gateway.pass(minute);
    expect(await outcome(question)).toBe('license_revoked');
  });

  it('or hangs: it is asked once, and the buyers behind do not wait for it', async () => {
    server.hang();
    gateway.pass(10 * minute);
    expect(await outcome(question)).toBe('valid');
    server.refuseConnections();
    expect(await Promise.all(Array.from({ length: 20 }, () => outcome(question)))).toEqual(
      Array(20).fill('valid'),
    );
    expect(await failure()).toMatch(/no answer within/);
  });

  it('and when it is back, the trouble is forgotten and news is heard', async () => {
    server.refuseConnections();
    gateway.pass(10 * minute);
    await outcome(question);
    server.listen();
    await assignCustomerOf('customer-2');
    gateway.pass(minute);
    expect(await outcome(stranger)).toBe('valid');
    expect(await failure()).toBeUndefined();
  });
});

describe('a thousand buyers at once', () => {
  it('make one question to the license server', async () => {
    gateway.pass(10 * minute);
    const all = await Promise.all(Array.from({ length: 1_000 }, () => outcome(question)));
    expect(new Set(all)).toEqual(new Set(['valid']));
    expect(server.asked).toBe(1);
  });
});

describe('the clock of the gateway', () => {
  it.each([2 * 60 * minute, 400 * day, -2 * 60 * minute, -400 * day])(
    'jumps by %d ms: nobody is stopped, and nothing is revived',
    async (jump) => {
      gateway.setClock(jump);
      expect(await outcome(question)).toBe('valid');
      server.refuseConnections();
      gateway.pass(6 * day);
      expect(await outcome(question)).toBe('valid');
      gateway.pass(day);
      expect(await outcome(question)).toBe('license_grace_over');
      gateway.setClock(-8 * day);
      expect(await outcome(question)).toBe('license_grace_over');
    },
  );

  it('set back over a restart does not stand still: the server is asked as before', async () => {
    const restarted = remoteGateway(place);
    restarted.setClock(-400 * day);
    await restarted.keeper.all();
    await setLicenseStatus(
      { license: licenseId, status: 'revoked' },
      { ...vendor.adapters, actor: 'vendor' },
    );
    restarted.pass(10 * minute);
    expect(await restarted.office.verdict(question)).toMatchObject({ reason: 'license_revoked' });
  });

  it('set back over a restart does not bring back what has run out', async () => {
    const { subscription } = await sell(vendor);
    server.refuseConnections();
    const restarted = remoteGateway(place);
    restarted.setClock(-400 * day);
    expect(subscription.status).toBe('active');
    expect((await restarted.keeper.known()).systemLicenses).toHaveLength(1);
    await restarted.keeper.take(await server.document(undefined, 0.5), { actor: 'file' });
    restarted.pass(day);
    expect((await restarted.keeper.known()).systemLicenses).toHaveLength(0);
  });
});

async function assignCustomerOf(customerId: string): Promise<void> {
  const seats = await sell(vendor, { systems: 0, customers: 1 });
  await vendor.adapters.licenses.change('vendor', async (change) => {
    const seat = await change.customerLicense(seats.issued[0]?.license.id ?? '');
    if (!seat) throw new Error('not sold');
    const assigned = {
      ...seat,
      subscriptionId: server.subscriptionId,
      systemLicenseId: licenseId,
      customerId,
    };
    await change.saveCustomerLicense('assigned', assigned);
  });
}
