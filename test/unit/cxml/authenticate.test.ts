import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { authenticate } from '../../../src/cxml/authenticate.ts';
import type { CxmlSystem, System } from '../../../src/punchout/system.ts';
import { createVault } from '../../../src/store/vault.ts';
import { memorySystems } from './memory-systems.ts';
import { origin, type SystemInput, sampleSystem, sharedSecret } from './samples.ts';
import { credential, envelopeOf } from './setup-xml.ts';

type Parts = Parameters<typeof envelopeOf>[0];

const vault = createVault(Buffer.alloc(32, 7));

function systemWith(changes: Partial<SystemInput> = {}): CxmlSystem {
  return sampleSystem({ id: randomUUID(), sharedSecretHashes: [vault.hash(sharedSecret)], ...changes });
}

/** Name of the System that recognises the call, or the reason of the refusal. */
async function recognised(parts: Parts, systems: System[], name?: string): Promise<string> {
  const ports = { systems: await memorySystems(...systems), vault, surroundings: origin.surroundings };
  return await authenticate(envelopeOf(parts).header, name, ports).then(
    ({ system }) => system.name,
    ({ reason }) => reason,
  );
}

async function detailOf(parts: Parts, systems: System[]): Promise<string> {
  const ports = { systems: await memorySystems(...systems), vault, surroundings: origin.surroundings };
  return await authenticate(envelopeOf(parts).header, undefined, ports).then(
    () => 'recognised',
    ({ detail }) => detail,
  );
}

function sender(secret: string, identity = 'sysadmin@network.example'): string {
  return credential('AribaNetworkUserId', identity, `<SharedSecret>${secret}</SharedSecret>`);
}

describe('a buyer is recognised', () => {
  test('by From, To, Sender and the SharedSecret', async () => {
    expect(await recognised({}, [systemWith()])).toBe('buyer');
  });

  test.each([
    ['the domain', { from: credential('networkid', 'AN01000000001-T') }],
    ['the identity', { from: credential('NetworkId', 'an01000000001-t') }],
    ['the Sender', { sender: sender(sharedSecret, 'SysAdmin@Network.Example') }],
  ])('whatever the letter case of %s', async (_what, parts) => {
    expect(await recognised(parts, [systemWith()])).toBe('buyer');
  });

  test('by any one of several credentials, not by the first alone', async () => {
    const from = credential('PrivateID', '4711') + credential('NetworkID', 'AN01000000001-T');
    expect(await recognised({ from }, [systemWith()])).toBe('buyer');
  });

  test('behind a marketplace that names itself first', async () => {
    const marketplace =
      '<Credential domain="NetworkID" type="marketplace"><Identity>market</Identity></Credential>';
    const from = marketplace + credential('NetworkID', 'AN01000000001-T');
    expect(await recognised({ from }, [systemWith()])).toBe('buyer');
  });

  test('by either secret while one is being replaced', async () => {
    const system = systemWith({ sharedSecretHashes: [vault.hash('old'), vault.hash('new')] });
    expect(await recognised({ sender: sender('old') }, [system])).toBe('buyer');
    expect(await recognised({ sender: sender('new') }, [system])).toBe('buyer');
  });

  test('by the second credential of the Sender where that one has the secret', async () => {
    const twice = credential('DUNS', '1', '<SharedSecret>other</SharedSecret>') + sender(sharedSecret);
    expect(await recognised({ sender: twice }, [systemWith()])).toBe('buyer');
  });

  test('without a secret where the System checks none', async () => {
    const { login } = systemWith();
    const open = systemWith({ login: { ...login, sharedSecret: false } });
    expect(await recognised({ sender: sender('') }, [open])).toBe('buyer');
  });

  test('by From alone where To and Sender are not checked', async () => {
    const { login } = systemWith();
    const system = systemWith({
      login: { from: login.from, to: { check: false }, sender: { check: false } },
    });
    expect(
      await recognised({ to: credential('X', 'y'), sender: sender(sharedSecret, 'any') }, [system]),
    ).toBe('buyer');
  });
});

describe('a buyer is refused', () => {
  const refused = [
    ['an unknown From', { from: credential('NetworkID', 'AN09999999999') }, 'unknown_system'],
    [
      'the right identity in another domain',
      { from: credential('DUNS', 'AN01000000001-T') },
      'unknown_system',
    ],
    ['an unknown To', { to: credential('DUNS', '1') }, 'unknown_system'],
    ['an unknown Sender', { sender: sender(sharedSecret, 'evil@network.example') }, 'unknown_system'],
    ['From and To exchanged', exchanged(), 'unknown_system'],
    ['a wrong secret', { sender: sender('Abracadabra') }, 'invalid_credential'],
    ['a secret that only begins right', { sender: sender('abracadabra1') }, 'invalid_credential'],
    [
      'no secret',
      { sender: credential('AribaNetworkUserId', 'sysadmin@network.example') },
      'invalid_credential',
    ],
    ['an empty secret', { sender: sender('') }, 'invalid_credential'],
  ] as const;

  test.each(refused)('with %s', async (_what, parts, reason) => {
    expect(await recognised(parts, [systemWith()])).toBe(reason);
  });

  test.each(refused)('with %s at the address of the System too', async (_what, parts, reason) => {
    expect(await recognised(parts, [systemWith()], 'buyer')).toBe(reason);
  });

  test('where no secret is kept at all', async () => {
    expect(await recognised({}, [systemWith({ sharedSecretHashes: [] })])).toBe('invalid_credential');
  });

  test('at the address of a System that is not there', async () => {
    expect(await recognised({}, [systemWith()], 'other')).toBe('unknown_system');
  });

  test('where the System is switched off, though all else is right', async () => {
    expect(await recognised({}, [systemWith({ active: false })])).toBe('system_inactive');
    expect(await recognised({ sender: sender('wrong') }, [systemWith({ active: false })])).toBe(
      'invalid_credential',
    );
  });

  function exchanged(): Parts {
    return { from: credential('DUNS', '942888711'), to: credential('NetworkID', 'AN01000000001-T') };
  }
});

describe('of several Systems', () => {
  test('two that fit equally are ambiguous, and the operator reads both names', async () => {
    const systems = [systemWith({ name: 'first' }), systemWith({ name: 'second' })];
    expect(await recognised({}, systems)).toBe('ambiguous_system');
    expect(await detailOf({}, systems)).toBe('first, second');
  });

  test('the address decides where two fit equally', async () => {
    const systems = [systemWith({ name: 'first' }), systemWith({ name: 'second' })];
    expect(await recognised({}, systems, 'second')).toBe('second');
  });

  test('the secret decides where the credentials are the same', async () => {
    const second = systemWith({ name: 'second', sharedSecretHashes: [vault.hash('other')] });
    expect(await recognised({ sender: sender('other') }, [systemWith({ name: 'first' }), second])).toBe(
      'second',
    );
  });

  test('the more specific one wins', async () => {
    const { login } = systemWith();
    const loose = systemWith({ name: 'loose', login: { ...login, to: { check: false } } });
    const strict = systemWith({ name: 'strict' });
    expect(await recognised({}, [loose, strict])).toBe('strict');
    expect(await recognised({ to: credential('DUNS', '1') }, [loose, strict])).toBe('loose');
  });

  test('an active one wins over a more specific one that is switched off', async () => {
    const { login } = systemWith();
    const loose = systemWith({ name: 'loose', login: { ...login, to: { check: false } } });
    expect(await recognised({}, [loose, systemWith({ name: 'strict', active: false })])).toBe('loose');
  });

  test('the newest revision counts, not what it was before', async () => {
    const before = systemWith();
    const login = {
      ...before.login,
      from: { check: true, credentials: [{ domain: 'NetworkID', identity: 'AN02' }] },
    };
    expect(await recognised({}, [before, { ...before, login }])).toBe('unknown_system');
  });
});

describe('the operator reads in the log', () => {
  test('which party differs', async () => {
    expect(await detailOf({ to: credential('DUNS', '1') }, [systemWith()])).toMatch(
      /to duns\|1;.*buyer differs in to$/,
    );
  });

  test('whose secret was wrong, but never the secret', async () => {
    expect(await detailOf({ sender: sender('wr0ng') }, [systemWith()])).toBe('wrong SharedSecret for buyer');
    expect(await detailOf({ sender: sender('') }, [systemWith()])).toBe('no SharedSecret for buyer');
    expect(
      await detailOf({ from: credential('X', 'y'), sender: sender('wr0ng') }, [systemWith()]),
    ).not.toContain('wr0ng');
  });
});
