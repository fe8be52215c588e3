import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { authenticate, sharedSecretContext } from '../../../src/cxml/authenticate.ts';
import { isMacOf } from '../../../src/cxml/credential-mac.ts';
import { createVault } from '../../../src/store/vault.ts';
import { memorySystems } from './memory-systems.ts';
import { type SystemInput, sampleSystem } from './samples.ts';
import { credential, envelopeOf } from './setup-xml.ts';

const vault = createVault(Buffer.alloc(32, 7));
const id = '6a1d4f7e-3c57-4a40-9d0f-0d5b6f0a9c11';
const member = { domain: 'NetworkId', identity: 'AN9900000100' };
const created = '2003-01-15T08:42:46-08:00';
const expires = '2003-01-15T11:42:46-08:00';
const between = Date.parse('2003-01-15T10:00:00-08:00');
const named = credential(member.domain, member.identity);

interface MacParts {
  value?: string;
  creationDate?: string;
  expirationDate?: string;
  algorithm?: string;
}

function senderWith({
  value = 'cR6Jpz58nriXERDN',
  creationDate = created,
  expirationDate = expires,
  algorithm = 'HMAC-SHA1-96',
}: MacParts = {}): string {
  const dates = `creationDate="${creationDate}" expirationDate="${expirationDate}"`;
  return credential(
    member.domain,
    member.identity,
    `<CredentialMac type="FromSenderCredentials" algorithm="${algorithm}" ${dates}>${value}</CredentialMac>`,
  );
}

/** As the hub computes it, for dates that the guide has no example of. */
function macFor(creationDate: string, expirationDate: string): string {
  const names = ['networkid', 'an9900000100', 'networkid', 'an9900000100'];
  const data = [...names, creationDate, expirationDate, ''].join('\0');
  return createHmac('sha1', 'abracadabra').update(data).digest().subarray(0, 12).toString('base64');
}

interface Call {
  sender?: string;
  from?: string;
  now?: number;
  login?: SystemInput['login'];
  secrets?: string[];
}

async function outcome({ sender = senderWith(), from = named, now = between, login, secrets }: Call) {
  const kept = secrets ?? ['abracadabra'];
  const party = { credentials: [member] };
  const system = sampleSystem({
    id,
    login: { from: party, to: { check: false }, sender: party, credentialMac: true, ...login },
    sharedSecretHashes: kept.map((secret) => vault.hash(secret)),
    sharedSecretSealed: kept.map((secret) => vault.seal(secret, sharedSecretContext(id))),
  });
  const ports = { systems: await memorySystems(system), vault, surroundings: { now: () => now } };
  return await authenticate(envelopeOf({ from, sender }).header, undefined, ports).then(
    ({ system: { name } }) => name,
    ({ reason }) => reason,
  );
}

describe('a CredentialMac', () => {
  test('is computed as the guide has it', () => {
    const mac = { sender: member, creationDate: created, expirationDate: expires, value: 'cR6Jpz58nriXERDN' };
    expect(isMacOf(mac, member, 'abracadabra')).toBe(true);
    expect(isMacOf(mac, member, 'password')).toBe(false);
    expect(isMacOf({ ...mac, value: '5KMM/p4KtK5oAf/B' }, member, 'password')).toBe(true);
  });

  test('lets a buyer in without the SharedSecret', async () => {
    expect(await outcome({})).toBe('buyer');
    expect(await outcome({ secrets: ['new', 'abracadabra'] })).toBe('buyer');
  });

  test('may be made for any From credential that the System accepts', async () => {
    expect(await outcome({ from: credential('DUNS', '1') + named })).toBe('buyer');
    const both = { credentials: [{ domain: 'DUNS', identity: '1' }, member] };
    expect(await outcome({ from: credential('DUNS', '1') + named, login: { from: both } })).toBe('buyer');
  });

  test('of one buyer is of no use to another one of the same network', async () => {
    const login = { from: { credentials: [{ domain: 'NetworkId', identity: 'AN02' }] } };
    const from = credential('NetworkId', 'AN02') + named;
    expect(await outcome({ from, login })).toBe('invalid_credential');
  });

  test('leaves the SharedSecret accepted, unless it is the MAC alone that is checked', async () => {
    const sender = credential(member.domain, member.identity, '<SharedSecret>abracadabra</SharedSecret>');
    expect(await outcome({ sender })).toBe('buyer');
    expect(await outcome({ sender, login: { sharedSecret: false } })).toBe('invalid_credential');
    expect(await outcome({ login: { sharedSecret: false } })).toBe('buyer');
  });

  test.each([
    ['where the System does not accept any', { login: { credentialMac: false } }],
    ['made with another secret', { secrets: ['password'] }],
    ['whose date was changed', { sender: senderWith({ expirationDate: '2003-01-15T12:42:46-08:00' }) }],
    ['of an unknown algorithm', { sender: senderWith({ algorithm: 'NONE' }) }],
    ['that is empty', { sender: senderWith({ value: '' }) }],
    ['that is only the beginning', { sender: senderWith({ value: 'cR6J' }) }],
  ])('is refused %s', async (_what, call) => {
    expect(await outcome(call)).toBe('invalid_credential');
  });

  test.each([
    ['a moment before its creation', '2003-01-15T08:42:45-08:00', 'credential_expired'],
    ['from its creation', created, 'buyer'],
    ['a moment before its expiration', '2003-01-15T11:42:45-08:00', 'buyer'],
    ['from its expiration', expires, 'credential_expired'],
  ])('%s', async (_when, now, result) => {
    expect(await outcome({ now: Date.parse(now) })).toBe(result);
  });

  test.each([
    ['24 hours', '2003-01-15T08:00:00-0800', '2003-01-16T08:00:00-0800', 'buyer'],
    ['longer', '2003-01-15T08:00:00-08:00', '2003-01-16T08:00:01-08:00', 'credential_expired'],
    ['dates without offset', '2003-01-15T08:00:00', '2003-01-16T08:00:00', 'credential_expired'],
  ])('valid for %s', async (_life, creationDate, expirationDate, result) => {
    const value = macFor(creationDate, expirationDate);
    expect(await outcome({ sender: senderWith({ value, creationDate, expirationDate }) })).toBe(result);
  });
});
