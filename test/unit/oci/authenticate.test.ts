import { describe, expect, it } from 'vitest';
import type { FormPair } from '../../../src/http/form.ts';
import { httpStatus } from '../../../src/http/http-status.ts';
import { type AuthenticatedCall, authenticate, ociLoginKeys } from '../../../src/oci/authenticate.ts';
import { readLoginRequest } from '../../../src/oci/login-request.ts';
import { createVault } from '../../../src/store/vault.ts';
import { MemorySystems } from '../punchout/memory-systems.ts';
import { expectRefusal, refusalOf } from '../punchout/refusal.ts';
import { sampleCxmlSystem, sampleOciSystem } from '../punchout/sample-system.ts';

const vault = createVault(Buffer.alloc(32, 3));
const id = (digit: string) => digit.repeat(32);
const jaeger = { id: id('a'), user: 'Jaeger', passwordHash: vault.hash('geheim') };
const weber = { id: id('b'), email: 'Weber@buyer.example', passwordHash: vault.hash('weber-1') };
const robot = { id: id('c'), tokenHash: vault.hash('a-token-of-16-characters') };

let systemNumber = 0;

function oci(name: string, changes: object = {}) {
  systemNumber += 1;
  const uuid = `00000000-0000-4000-8000-${String(systemNumber).padStart(12, '0')}`;
  return sampleOciSystem({ id: uuid, name, customers: [jaeger, weber, robot], ...changes });
}

type Fields = Record<string, string>;

async function call(
  systems: ReturnType<typeof oci>[],
  fields: Fields,
  { method = 'POST', name }: { method?: string; name?: string } = {},
): Promise<AuthenticatedCall> {
  const store = new MemorySystems();
  for (const system of systems) {
    await store.save(system, { fingerprint: `v1:${system.name}`, loginKeys: ociLoginKeys(system), at: 0 });
  }
  const pairs = Object.entries(fields) as FormPair[];
  return await authenticate(readLoginRequest(method, [], pairs), name, { systems: store, vault });
}

const login: Fields = { USERNAME: 'jaeger', PASSWORD: 'geheim' };

describe('a procurement system logs its buyer in', () => {
  it('with user and password, on the shared address', async () => {
    const { stored, customer } = await call([oci('one')], login);
    expect([stored.system.name, customer.id]).toEqual(['one', jaeger.id]);
  });

  it('the user may be in any case and have blanks around it, the password not', async () => {
    expect((await call([oci('one')], { ...login, USERNAME: ' JAEGER ' })).customer.id).toBe(jaeger.id);
    await expectRefusal('invalid_credential', () => call([oci('one')], { ...login, PASSWORD: 'Geheim' }));
    await expectRefusal('invalid_credential', () => call([oci('one')], { ...login, PASSWORD: 'geheim ' }));
  });

  it('with the e-mail where the customer has no user name', async () => {
    const fields = { USERNAME: 'weber@BUYER.example', PASSWORD: 'weber-1' };
    expect((await call([oci('one')], fields)).customer.id).toBe(weber.id);
  });

  it('with a token alone', async () => {
    expect((await call([oci('one')], { TOKEN: 'a-token-of-16-characters' })).customer.id).toBe(robot.id);
    await expectRefusal('invalid_credential', () =>
      call([oci('one')], { TOKEN: 'a-token-of-16-characterS' }, { name: 'one' }),
    );
  });

  it('under the names that the System gives its parameters, in any case', async () => {
    const system = oci('one', { login: { user: 'logonId', password: 'kennwort' } });
    expect((await call([system], { LOGONID: 'jaeger', Kennwort: 'geheim' })).customer.id).toBe(jaeger.id);
    await expectRefusal('unknown_system', () => call([system], login));
  });

  it('on the address of the System, whatever else fits', async () => {
    const systems = [oci('one'), oci('two', { login: { fixed: { CID: '1' } } })];
    expect((await call(systems, { ...login, CID: '1' }, { name: 'one' })).stored.system.name).toBe('one');
  });
});

describe('which of several Systems is meant', () => {
  it('the one whose fixed parameters all fit', async () => {
    const systems = [
      oci('one', { login: { fixed: { CID: '1' } } }),
      oci('two', { login: { fixed: { CID: '2' } } }),
    ];
    expect((await call(systems, { ...login, cid: '2' })).stored.system.name).toBe('two');
    await expectRefusal('unknown_system', () => call(systems, { ...login, cid: '3' }));
    await expectRefusal('unknown_system', () => call(systems, login));
  });

  it('the one with more fixed parameters, where both fit', async () => {
    const systems = [
      oci('loose'),
      oci('strict', { login: { fixed: { CID: '1', LANG: 'de' } } }),
      oci('middle', { login: { fixed: { CID: '1' } } }),
    ];
    expect((await call(systems, { ...login, CID: '1', LANG: 'de' })).stored.system.name).toBe('strict');
    expect((await call(systems, { ...login, CID: '1', LANG: 'en' })).stored.system.name).toBe('middle');
    expect((await call(systems, login)).stored.system.name).toBe('loose');
  });

  it('the value of a fixed parameter is compared letter by letter', async () => {
    const systems = [oci('one', { login: { fixed: { CID: 'Süd' } } })];
    await expectRefusal('unknown_system', () => call(systems, { ...login, CID: 'SÜD' }));
  });

  it('none, where two fit equally: the operator learns both names', async () => {
    const refusal = await refusalOf(() => call([oci('one'), oci('two')], login));
    expect(refusal).toMatchObject({ reason: 'ambiguous_system', detail: 'one, two' });
  });

  it('the one whose password fits, where two have a user of that name', async () => {
    const other = { ...jaeger, id: id('d'), passwordHash: vault.hash('anders') };
    const systems = [oci('one'), oci('two', { customers: [other] })];
    expect((await call(systems, { ...login, PASSWORD: 'anders' })).customer.id).toBe(other.id);
  });

  it('an active one before one that is switched off, however strict', async () => {
    const systems = [oci('old', { active: false, login: { fixed: { CID: '1' } } }), oci('new')];
    expect((await call(systems, { ...login, CID: '1' })).stored.system.name).toBe('new');
  });

  it('the newest revision counts', async () => {
    const [first, second] = [oci('one'), oci('one', { customers: [weber] })];
    await expectRefusal('unknown_system', () => call([first, { ...second, id: first.id }], login));
  });
});

describe('a call that is refused', () => {
  it('the System is switched off', async () => {
    await expectRefusal('system_inactive', () => call([oci('one', { active: false })], login));
  });

  it.each([
    ['post', 'GET', 'method_not_allowed'],
    ['get', 'POST', 'method_not_allowed'],
  ] as const)('the System takes %s and the call is a %s', async (method, came, reason) => {
    await expectRefusal(reason, () => call([oci('one', { login: { method } })], login, { method: came }));
  });

  it.each([
    ['get', 'GET'],
    ['post', 'POST'],
    ['any', 'GET'],
    ['any', 'POST'],
  ])('but a System that takes %s takes a %s', async (method, came) => {
    const { customer } = await call([oci('one', { login: { method } })], login, { method: came });
    expect(customer.id).toBe(jaeger.id);
  });

  it.each<[string, Fields]>([
    ['nothing', {}],
    ['a user without a password', { USERNAME: 'jaeger' }],
    ['an empty password', { ...login, PASSWORD: '' }],
    ['a stranger', { USERNAME: 'nobody', PASSWORD: 'geheim' }],
    ['an empty token', { TOKEN: '' }],
  ])('it has %s', async (_, fields) => {
    await expectRefusal('unknown_system', () => call([oci('one')], fields));
  });

  it('the user is one of another System', async () => {
    const systems = [oci('one', { customers: [weber] }), oci('two')];
    await expectRefusal('invalid_credential', () => call(systems, login, { name: 'one' }));
  });

  it('the customer has no password, and an empty one does not fit', async () => {
    const { passwordHash: _, ...open } = jaeger;
    await expectRefusal('invalid_credential', () => call([oci('one', { customers: [open] })], login));
  });

  it('the System in the address is unknown, or speaks cXML', async () => {
    await expectRefusal('unknown_system', () => call([oci('one')], login, { name: 'none' }));
    const store = new MemorySystems();
    await store.save(sampleCxmlSystem({ name: 'one' }), {
      fingerprint: '',
      loginKeys: ['user:jaeger'],
      at: 0,
    });
    const request = readLoginRequest('POST', [], Object.entries(login) as FormPair[]);
    await expectRefusal('unknown_system', () => authenticate(request, 'one', { systems: store, vault }));
  });

  it('from outside a wrong password looks like an unknown System', async () => {
    const wrong = await refusalOf(() => call([oci('one')], { ...login, PASSWORD: 'x' }));
    const unknown = await refusalOf(() => call([oci('one')], { USERNAME: 'nobody', PASSWORD: 'x' }));
    expect([wrong.buyerText, httpStatus[wrong.reason]]).toEqual([
      unknown.buyerText,
      httpStatus[unknown.reason],
    ]);
  });

  it('the log names parameters that came and that lack, and no value of any', async () => {
    const system = oci('one', { login: { fixed: { CID: 'fixed-secret' } } });
    const refusal = await refusalOf(() => call([system], { ...login, CID: 'presented-secret' }));
    expect(refusal.detail).toMatch(/USERNAME.*one lacks CID/);
    expect(refusal.detail).not.toMatch(/geheim|jaeger|secret/);
  });
});

describe('what a System is found by', () => {
  it('user names in small letters and hashes of tokens, never a secret', () => {
    const keys = ociLoginKeys(oci('one'));
    expect(keys).toEqual(['user:jaeger', 'user:weber@buyer.example', `token:${robot.tokenHash}`]);
  });
});
