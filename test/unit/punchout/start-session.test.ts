import { describe, expect, it } from 'vitest';
import { licenseReasons } from '../license/license-reasons.ts';
import { expectRefusal, refusalOf } from './refusal.ts';
import { noon } from './sample-session.ts';
import { sampleCustomer, sampleCxmlSystem, sampleOciSystem } from './sample-system.ts';
import { lives, SampleGateway } from './sample-visit.ts';

describe('a procurement system opens a visit', () => {
  it('the visit is stored open, with the lives of link and session', async () => {
    const gateway = new SampleGateway();
    const { session } = await gateway.start();
    expect(await gateway.sessions.list({ limit: 9 })).toEqual([session]);
    expect(session).toMatchObject({
      status: 'open',
      protocol: 'oci',
      systemRevision: 1,
      customerId: sampleCustomer.id,
      createdAt: noon,
      startUntil: noon + lives.startLink,
      expiresAt: noon + lives.session,
      returnUrl: 'https://buyer.example/hook?session=1',
    });
    expect([session.enteredAt, session.closedAt]).toEqual([undefined, undefined]);
  });

  it('the start link is kept as a hash only', async () => {
    const gateway = new SampleGateway();
    const { session, startToken } = await gateway.start();
    expect(await gateway.sessions.byStartToken(startToken)).toBeUndefined();
    expect((await gateway.sessions.byStartToken(gateway.vault.hash(startToken)))?.id).toBe(session.id);
    expect(JSON.stringify(session)).not.toContain(startToken);
  });

  it('every visit has a link and an id of its own', async () => {
    const gateway = new SampleGateway();
    const [first, second] = [await gateway.start(), await gateway.start()];
    expect(first.session.id).not.toBe(second.session.id);
    expect(first.startToken).not.toBe(second.startToken);
  });

  it('a visit keeps the revision of the System that it began with', async () => {
    const gateway = new SampleGateway();
    await gateway.start(sampleOciSystem());
    const { session } = await gateway.start(sampleOciSystem({ title: 'Buyer AG, new' }));
    expect(session.systemRevision).toBe(2);
  });

  it('the license is asked for this website, System, fingerprint and customer', async () => {
    const gateway = new SampleGateway();
    const system = sampleCxmlSystem();
    await gateway.start(system);
    const stored = await gateway.systems.byName(system.name);
    expect(gateway.questions).toEqual([
      {
        website: 'https://shop.example',
        systemId: system.id,
        fingerprint: stored?.fingerprint,
        customerId: sampleCustomer.id,
      },
    ]);
  });
});

describe('a visit that does not begin', () => {
  it.each(licenseReasons)('%s: the buyer stays outside and nothing is stored', async (reason) => {
    const gateway = new SampleGateway();
    gateway.verdict = { valid: false, reason, detail: 'license L1' };
    const refusal = await refusalOf(() => gateway.start());
    expect(refusal).toMatchObject({ reason, detail: 'license L1' });
    expect(await gateway.sessions.list({ limit: 9 })).toEqual([]);
  });

  it('a System that is switched off is not licensed, opened or stored', async () => {
    const gateway = new SampleGateway();
    await expectRefusal('system_inactive', () => gateway.start(sampleOciSystem({ active: false })));
    expect(gateway.questions).toEqual([]);
  });

  it.each([
    ['return_url_missing', undefined],
    ['return_url_missing', ' '],
    ['return_url_forbidden', 'https://evil.example/hook'],
    ['return_url_forbidden', 'javascript:alert(1)'],
  ] as const)('%s for the return address %j', async (reason, returnUrl) => {
    const gateway = new SampleGateway();
    await expectRefusal(reason, () => gateway.start(sampleOciSystem(), { returnUrl }));
    expect(await gateway.sessions.list({ limit: 9 })).toEqual([]);
  });

  it('a System whose shop is not configured is refused', async () => {
    const gateway = new SampleGateway();
    await expectRefusal('shop_not_configured', () => gateway.start(sampleOciSystem({ shop: 'other' })));
  });
});
