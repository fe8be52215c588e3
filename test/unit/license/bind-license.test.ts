import { describe, expect, it } from 'vitest';
import { moveWebsite, rebindLicense, setStagingWebsites } from '../../../src/license/bind-license.ts';
import { anotherSystem, type Desk, expectFault, openDesk } from './open-desk.ts';
import { day, question } from './sample-licenses.ts';

const { website, systemId, fingerprint } = question;
const overlap = 10 * 60_000;

function rebind(desk: Desk, licenseId: string, to: string, from: string | undefined = fingerprint) {
  const order = { licenseId, system: { id: systemId, fingerprint: to }, from };
  return desk.change((change) => rebindLicense(order, change));
}

describe('a license is connected', () => {
  it.each([
    ['another letter case', 'https://SHOP.Example'],
    ['the default port', 'https://shop.example:443'],
    ['a closing slash', 'https://shop.example/'],
    ['no scheme', ' shop.example '],
  ])('to one website, however it is written: with %s', async (_, written) => {
    const desk = await openDesk();
    const { systemKey } = await desk.buy();
    expect(await desk.connect({ license: systemKey, website: written })).toMatchObject({ website });
    const before = await desk.licenses.version();
    await desk.connect({ license: systemKey });
    expect(await desk.licenses.version()).toBe(before);
  });

  it.each([
    'https://shop.example/de',
    'https://shop.example/?a=b',
    'https://user@shop.example',
    'ftp://shop.example',
    'https://*.example',
    'https://shop example',
    '',
  ])('to an origin, and to nothing else: "%s" is refused', async (written) => {
    const desk = await openDesk();
    const { systemKey, license } = await desk.buy();
    await expectFault('website_invalid', () => desk.connect({ license: systemKey, website: written }));
    await expectFault('website_invalid', () => moveWebsite({ license: license.id, website: written }, desk));
    const staging = { license: license.id, websites: [website, written] };
    await expectFault('website_invalid', () => setStagingWebsites(staging, desk));
    expect(await desk.licenses.version()).toBe(3);
  });

  it.each([
    ['another host', 'https://www.shop.example'],
    ['another port', 'https://shop.example:8443'],
    ['another scheme', 'http://shop.example'],
  ])('to one website only: %s is another one', async (_, other) => {
    const desk = await openDesk();
    const { systemKey } = await desk.buyConnected();
    await expectFault('connected_elsewhere', () => desk.connect({ license: systemKey, website: other }));
  });

  it('and not bound where the connection is refused', async () => {
    const desk = await openDesk();
    const { systemKey, license } = await desk.buyConnected();
    const order = { license: systemKey, website: 'https://other.example', system: anotherSystem() };
    await expectFault('connected_elsewhere', () => desk.connect(order));
    const kept = await desk.licenses.recordsOf(license.subscriptionId);
    expect(kept.systemLicenses).toMatchObject([{ website, systemId, fingerprint }]);
  });

  it('to the System that it serves, and taken from it only on purpose', async () => {
    const desk = await openDesk();
    const { systemKey } = await desk.buyConnected();
    const system = anotherSystem();
    await expectFault('bound_elsewhere', () => desk.connect({ license: systemKey, system }));
    await desk.connect({ license: systemKey, system, takeOver: true });
    expect(await desk.verdict()).toBe('customer_license_missing');
    desk.clock.time += overlap;
    expect(await desk.verdict()).toBe('license_rebound');
  });

  it('to another System with the same configuration without further ado', async () => {
    const desk = await openDesk();
    const { systemKey } = await desk.buyConnected();
    const twin = { id: 'twin', fingerprint };
    expect(await desk.connect({ license: systemKey, system: twin })).toMatchObject({ systemId: 'twin' });
  });
});

describe('staging hosts', () => {
  it('count as the website, are kept as origins and once', async () => {
    const desk = await openDesk();
    const { license } = await desk.buyConnected();
    await desk.assign();
    const websites = ['Staging.example', 'https://staging.example:443/', 'http://localhost:8000'];
    const { stagingWebsites } = await setStagingWebsites({ license: license.id, websites }, desk);
    expect(stagingWebsites).toEqual(['https://staging.example', 'http://localhost:8000']);
    for (const staging of [website, ...stagingWebsites])
      expect(await desk.verdict({ website: staging })).toBe('valid');
    expect(await desk.verdict({ website: 'https://other.example' })).toBe('license_other_website');
  });

  it('no longer count when they are taken away', async () => {
    const desk = await openDesk();
    const staging = 'https://staging.example';
    const { license } = await desk.buyConnected({ stagingWebsites: [staging] });
    await desk.assign({ website: staging });
    expect(await desk.verdict({ website: staging })).toBe('valid');
    await setStagingWebsites({ license: license.id, websites: [] }, desk);
    expect(await desk.verdict({ website: staging })).toBe('license_other_website');
    expect(await desk.verdict()).toBe('valid');
  });

  it('may be connected from, and leave the website as it is', async () => {
    const desk = await openDesk();
    const staging = 'https://staging.example';
    const { systemKey } = await desk.buyConnected({ stagingWebsites: [staging] });
    expect(await desk.connect({ license: systemKey, website: staging })).toMatchObject({ website });
  });
});

describe('a license is bound to another fingerprint', () => {
  it('and the one of before counts for ten minutes more, so that no visit begins between two', async () => {
    const desk = await openDesk();
    const { license } = await desk.buyConnected();
    await desk.assign();
    await rebind(desk, license.id, 'v1:two');
    expect(await desk.verdict({ fingerprint: 'v1:two' })).toBe('valid');
    expect(await desk.verdict()).toBe('valid');
    desk.clock.time += overlap - 1;
    expect(await desk.verdict()).toBe('valid');
    desk.clock.time += 1;
    expect(await desk.verdict()).toBe('license_rebound');
    expect(await desk.verdict({ fingerprint: 'v1:two' })).toBe('valid');
  });

  it('a fingerprint that nobody ever licensed is told from one that was licensed before', async () => {
    const desk = await openDesk();
    const { license } = await desk.buyConnected();
    await rebind(desk, license.id, 'v1:two');
    desk.clock.time += day;
    expect(await desk.verdict()).toBe('license_rebound');
    expect(await desk.verdict({ fingerprint: 'v1:never' })).toBe('license_other_fingerprint');
    expect(await desk.verdict({ fingerprint: 'v1:never', systemId: 'other' })).toBe('license_missing');
  });

  it('and back again, which leaves one former binding for each fingerprint', async () => {
    const desk = await openDesk();
    const { license } = await desk.buyConnected();
    await desk.assign();
    await rebind(desk, license.id, 'v1:two');
    const back = await rebind(desk, license.id, fingerprint, 'v1:two');
    expect(back.former).toEqual([{ fingerprint: 'v1:two', until: desk.clock.time + overlap }]);
    await rebind(desk, license.id, 'v1:two');
    const { systemLicenses } = await desk.licenses.recordsFor(question);
    expect(systemLicenses[0]?.former).toEqual([{ fingerprint, until: desk.clock.time + overlap }]);
  });

  it('as often as was sold', async () => {
    const desk = await openDesk();
    const { license } = await desk.buyConnected({ rebinds: 1 });
    expect(await rebind(desk, license.id, 'v1:two')).toMatchObject({ rebindsLeft: 0 });
    await expectFault('rebind_refused', () => rebind(desk, license.id, 'v1:three', 'v1:two'));
    await desk.assign({ fingerprint: 'v1:two' });
    expect(await desk.verdict({ fingerprint: 'v1:two' })).toBe('valid');
  });

  it('at the first time for nothing', async () => {
    const desk = await openDesk();
    expect((await desk.buyConnected({ rebinds: 0 })).license).toMatchObject({ fingerprint, rebindsLeft: 0 });
  });

  it('by one of two operators who have both seen the binding of before', async () => {
    const desk = await openDesk();
    const { license } = await desk.buyConnected();
    const attempts = ['v1:two', 'v1:three'].map((to) => rebind(desk, license.id, to));
    const [won, lost] = await Promise.allSettled(attempts);
    expect(won).toMatchObject({ status: 'fulfilled', value: { fingerprint: 'v1:two' } });
    expect(lost).toMatchObject({ status: 'rejected', reason: { code: 'bound_meanwhile' } });
  });

  it('and asked for the same again it stays, without a change', async () => {
    const desk = await openDesk();
    const { license } = await desk.buyConnected();
    await rebind(desk, license.id, 'v1:two');
    const before = await desk.licenses.version();
    await rebind(desk, license.id, 'v1:two');
    expect(await desk.licenses.version()).toBe(before);
  });

  it('only when it is connected', async () => {
    const desk = await openDesk();
    const { license } = await desk.buy();
    await expectFault('not_connected', () => rebind(desk, license.id, 'v1:two', undefined));
  });
});
