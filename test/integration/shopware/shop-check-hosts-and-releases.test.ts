import { describe, expect, test } from 'vitest';
import { checkedShop } from './checked-shop.ts';

const { checked } = await checkedShop();

describe('a shop that is asked under the host of the gateway', () => {
  const settings = { hostHeader: 'gateway' } as const;

  test('passes every check where that host is a domain of it', async () => {
    const checks = Object.values(await checked({ settings }));
    expect(checks.filter(({ outcome }) => outcome === 'failed')).toEqual([]);
    const named = checks.find(({ id }) => id === 'storefront.addresses');
    expect(named).toMatchObject({ outcome: 'passed', seen: 'punchout.nordwerk.example' });
  });

  test('keeps buyers out where it is none', async () => {
    const checks = await checked({ settings, gatewayUrl: 'https://new.nordwerk.example' });
    expect(checks['channel.gateway-domain']).toMatchObject({
      outcome: 'failed',
      mend: expect.stringContaining('punchgate shop connect main --register-domain'),
    });
    expect(checks['storefront.session']).toMatchObject({ outcome: 'failed' });
  });
});

describe('the release of the shop', () => {
  test.each(['6.4.20.2', '6.5.8.18', '6.6.10.9', '6.7.3.1'])('%s keeps nobody out', async (release) => {
    const version = (await checked({ faults: { release } }))['api.version'];
    expect(version).toMatchObject({ outcome: 'passed', seen: expect.stringContaining(release) });
  });

  test.each(['6.8.0.0', '7.0.0.0', 'trunk'])(
    '%s is one that nobody knows yet: that is told',
    async (release) => {
      const version = (await checked({ faults: { release } }))['api.version'];
      expect(version).toMatchObject({ outcome: 'skipped', seen: expect.stringContaining(release) });
      expect(version.mend).toContain('try a whole punchout before buyers do');
    },
  );
});
