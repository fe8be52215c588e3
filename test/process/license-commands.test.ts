import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import {
  customers,
  type IssuedRow,
  type OperatorMachine,
  operatorMachine,
  type ShownLicense,
  sell,
  website,
} from '../support/operator-machine.ts';

/** Each command is a process of its own. */
vi.setConfig({ testTimeout: 120_000 });

let vendor: OperatorMachine;
/** Connected and assigned by one test, ended by the next. */
let licensed: IssuedRow;

beforeAll(async () => {
  vendor = await operatorMachine();
  expect(await vendor.run('system', 'apply', 'buyer-srm.yaml')).toMatchObject({ status: 0 });
}, 120_000);

afterAll(() => vendor.close());

const [first, second] = customers;

function refused(code: string) {
  return { status: 1, err: expect.stringMatching(new RegExp(`^${code}: .+\n.+\n$`)) };
}

describe('whoever issues licenses', () => {
  test('sees a key when it is sold and never again, and finds the license by it', async () => {
    const { system, seat, all } = await sell(vendor, 'Ada AG', '--reference', 'S-1', '--customers', '2');
    expect(all.map(({ kind }) => kind)).toEqual(['system', 'customer', 'customer', 'customer']);
    expect(system.key).toMatch(/^PGS(-[A-Z2-9]{5}){6}$/);
    const listed = await vendor.run('license', 'list', '--subscription', system.subscription);
    expect(listed.out).toContain(`…${seat.keyHint}`);
    expect(listed.out).not.toMatch(/PG[SC]-/);
    const found = await vendor.json<ShownLicense>('license', 'show', ` ${system.key.toLowerCase()}`);
    expect(found).toMatchObject({ id: system.id, state: 'active' });
    const sale = 'license issue --subscription S-1 --systems 0 --customers 1';
    const more = await vendor.run(...sale.split(' '));
    expect(more).toMatchObject({ status: 0, err: expect.stringContaining('shown this once') });
    expect(more.out).toMatch(/customer .+ PGC-/);
  });

  test('connects a key that was sold, and gives its customer license from one customer to the next', async () => {
    const { system, seat } = await sell(
      vendor,
      'Bert GmbH',
      '--rebinds',
      '1',
      '--staging',
      'old.shop.example',
    );
    const connected = await vendor.json<ShownLicense>('license', 'connect', system.key, 'buyer-srm');
    expect(connected).toMatchObject({
      website,
      system: 'buyer-srm',
      stagingWebsites: ['https://old.shop.example'],
    });
    const assigned = await vendor.json<ShownLicense>(
      'license',
      'assign',
      'buyer-srm',
      first,
      '--key',
      seat.key,
    );
    expect(assigned).toMatchObject({ id: seat.id, customer: first, system: 'buyer-srm' });
    expect(await vendor.json('license', 'check', 'buyer-srm', first)).toMatchObject({ valid: true });

    expect(await vendor.json('license', 'move', seat.id, '--customer', second)).toMatchObject({
      customer: second,
    });
    expect(await vendor.run('license', 'check', 'buyer-srm', second)).toMatchObject({ status: 0 });
    expect(await vendor.json('license', 'release', seat.key)).not.toHaveProperty('customer');
    await vendor.json('license', 'assign', 'buyer-srm', first);
    licensed = system;
  });

  test('suspends, moves, rekeys, releases and revokes a license, and reads all that in its history', async () => {
    const system = licensed;
    expect(await vendor.json('license', 'suspend', system.id)).toMatchObject({ state: 'suspended' });
    const checked = await vendor.run('license', 'check', 'buyer-srm', first, '--json');
    expect(checked).toMatchObject({ status: 1, err: expect.stringContaining('license_suspended') });
    expect(JSON.parse(checked.out)).toMatchObject({ valid: false, reason: 'license_suspended' });
    expect(await vendor.json('license', 'reinstate', system.id)).toMatchObject({ state: 'active' });

    await vendor.json('license', 'move', system.key, '--website', 'https://new.shop.example');
    expect((await vendor.run('license', 'check', 'buyer-srm', first)).err).toContain('license_other_website');
    expect(await vendor.json('license', 'staging', system.key, website)).toMatchObject({
      stagingWebsites: [website],
    });
    expect(await vendor.run('license', 'check', 'buyer-srm', first)).toMatchObject({ status: 0 });

    const { key } = await vendor.json<{ key: string }>('license', 'rekey', system.id);
    expect(await vendor.run('license', 'show', system.key)).toMatchObject(refused('key_unknown'));
    expect(await vendor.json('license', 'release', key)).not.toHaveProperty('website');
    expect(await vendor.json('license', 'revoke', key)).toMatchObject({ state: 'revoked' });
    expect(await vendor.run('license', 'reinstate', key)).toMatchObject(refused('license_revoked'));

    const { history = [] } = await vendor.json<ShownLicense>('license', 'show', key);
    const actions = [
      'revoked',
      'released',
      'rekeyed',
      'staging hosts set',
      'moved',
      'reinstated',
      'suspended',
    ];
    expect(history.map(({ action }) => action)).toEqual([...actions, 'bound', 'connected', 'issued']);
    expect(history[0]?.actor).toMatch(/^operator olga@/);
    expect(new Date(history[0]?.at ?? '').toISOString()).toBe(history[0]?.at);
    expect((await vendor.run('license', 'show', key)).out).toContain('status: active -> revoked');
  });

  test('is told a mistyped key from an unknown one, and one of the other kind', async () => {
    const { system, seat } = await sell(vendor, 'Cara KG');
    const last = system.key.at(-1) === 'A' ? 'B' : 'A';
    const mistyped = system.key.slice(0, -1) + last;
    const commands = [['show'], ['revoke'], ['release'], ['move', '--website', website]];
    const results = await Promise.all(commands.map((command) => vendor.run('license', ...command, mistyped)));
    for (const result of results) expect(result).toMatchObject(refused('key_mistyped'));
    const foreign = 'PGS-ZU8AQ-HTYUX-TAMCH-P4PLL-J4EE3-2HZ65';
    expect(await vendor.run('license', 'connect', foreign, 'buyer-srm')).toMatchObject(
      refused('key_unknown'),
    );
    expect(await vendor.run('license', 'suspend', 'nobody')).toMatchObject(refused('license_unknown'));
    expect(await vendor.run('license', 'connect', seat.key, 'buyer-srm')).toMatchObject(
      refused('key_of_other_kind'),
    );
  });

  test('takes a license from one System for another only when told to', async () => {
    const { system } = await sell(vendor, 'Dora AG');
    const bind = (letter: string, ...further: string[]) => {
      const fingerprint = `v1:${letter.repeat(64)}`;
      const target = ['--website', 'https://d.example', '--fingerprint', fingerprint, '--system-id', letter];
      return vendor.run('license', 'connect', system.key, ...target, ...further);
    };
    expect(await bind('a')).toMatchObject({ status: 0 });
    expect(await bind('b')).toMatchObject(refused('bound_elsewhere'));
    expect(await bind('b', '--take-over')).toMatchObject({ status: 0 });
    expect(await vendor.run('license', 'move', system.key, '--system', 'buyer-srm')).toMatchObject(
      refused('connected_elsewhere'),
    );
    const assign = ['--website', 'd.example', '--fingerprint', `v1:${'b'.repeat(64)}`, '--customer', 'any'];
    const seat = await vendor.json<ShownLicense>('license', 'assign', ...assign);
    expect(seat).toMatchObject({ customer: 'any', systemId: 'b' });
    const ofCustomer = await vendor.json<ShownLicense[]>('license', 'list', '--customer', 'any');
    expect(ofCustomer.map(({ id }) => id)).toEqual([seat.id]);
    const byWebsite = await vendor.json<ShownLicense[]>('license', 'list', '--website', 'D.example');
    expect(byWebsite.map(({ id }) => id)).toEqual([system.id]);
  });

  test('reads a long list page by page, each license once', async () => {
    const mixed = await sell(vendor, 'Emil AG', '--systems', '2', '--customers', '1');
    expect(await pagesOf(mixed.system.subscription)).toEqual(sortedIds(mixed.all));
    const seats = ['license', 'issue', '--holder', 'Eva AG', '--systems', '0', '--customers', '4'];
    const sold = await vendor.json<IssuedRow[]>(...seats);
    expect(await pagesOf(sold[0]?.subscription ?? '')).toEqual(sortedIds(sold));
  });

  test('renews, cancels and resumes a subscription, by its reference too', async () => {
    const created = await vendor.json<{ id: string; paidUntil: string }>(
      ...[
        'subscription',
        'create',
        '--holder',
        'Frida AG',
        '--reference',
        'S-6',
        '--paid-until',
        '2030-03-31',
      ],
    );
    expect(created.paidUntil).toBe('2030-03-31T23:59:59.999Z');
    const again = ['subscription', 'create', '--holder', 'Gert', '--reference', 'S-6'];
    expect(await vendor.run(...again)).toMatchObject(refused('reference_taken'));
    const early = ['subscription', 'renew', 'S-6', '--paid-until', '2029-12-31T12:00:00+01:00'];
    expect(await vendor.run(...early)).toMatchObject(refused('period_invalid'));
    await vendor.json('subscription', 'renew', created.id, '--paid-until', '2031-03-31');
    const end = '2031-03-31T23:59:59.999Z';
    const cancelled = { status: 'cancelled', paidUntil: end, endsAt: end };
    expect(await vendor.json('subscription', 'cancel', 'S-6')).toMatchObject(cancelled);
    const earlier = await vendor.json('subscription', 'cancel', 'S-6', '--ends', '2030-06-30');
    expect(earlier).toMatchObject({ endsAt: '2030-06-30T23:59:59.999Z' });

    const { system } = await sellMore('S-6');
    expect(await vendor.json('subscription', 'cancel', 'S-6', '--now')).toMatchObject({ status: 'ended' });
    expect(await vendor.json('license', 'show', system)).toMatchObject({ state: 'ended' });
    const sale = await vendor.run('license', 'issue', '--subscription', 'S-6');
    expect(sale).toMatchObject(refused('subscription_over'));
    expect(await vendor.json('subscription', 'resume', 'S-6')).toMatchObject({ status: 'active' });
    const shown = await vendor.json('subscription', 'show', 'S-6');
    expect(shown).toMatchObject({ systemLicenses: 1, customerLicenses: 1, assigned: 0, licenses: [{}, {}] });
    const ending = ['subscription', 'list', '--holder', 'frida', '--ending-before'];
    expect(await vendor.json(...ending, '2031-03-31')).toEqual([]);
    expect(await vendor.json(...ending, '2031-04-01')).toMatchObject([{ id: created.id }]);
    expect(await vendor.run('subscription', 'show', 'S-7')).toMatchObject(refused('subscription_unknown'));
  });

  test('ends with 2 on wrong usage, before anything is opened', async () => {
    const wrong = await vendor.run('license', 'issue', '--holder', 'X', '--systems', 'many');
    expect(wrong).toMatchObject({ status: 2, out: '', err: expect.stringMatching(/^error: /) });
  });

  test('rotates the signing key, for which the one before vouches', async () => {
    const rotated = await vendor.json<{ id: string }>('signing-key', 'rotate');
    const next = await vendor.json<{ id: string }>('signing-key', 'rotate');
    expect(await vendor.json('signing-key', 'list')).toMatchObject([
      { id: rotated.id, signs: false, endorsed: false },
      { id: next.id, signs: true, endorsed: true },
    ]);
  });
});

async function sellMore(subscription: string) {
  const [system] = await vendor.json<{ id: string }[]>('license', 'issue', '--subscription', subscription);
  return { system: system?.id ?? '' };
}

/** Ids of all licenses of a subscription, read three by three as the operator is told to. */
async function pagesOf(subscription: string): Promise<string[]> {
  const ids: string[] = [];
  let further: string[] | undefined = [];
  while (further) {
    const args = ['license', 'list', '--subscription', subscription, '--limit', '3', '--json', ...further];
    const { out, err } = await vendor.run(...args);
    const page: { id: string }[] = JSON.parse(out);
    ids.push(...page.map(({ id }) => id));
    const after = /--after (\S+)/.exec(err)?.[1];
    further = after === undefined ? undefined : ['--after', after];
  }
  return ids;
}

function sortedIds(rows: readonly { id: string }[]): string[] {
  return rows.map(({ id }) => id).toSorted();
}
