import { describe, expect, it } from 'vitest';
import {
  type LicenseEffect,
  type LicenseEffectCase,
  licenseEffect,
} from '../../../src/license/license-effect.ts';
import type { Subscription, SystemLicense } from '../../../src/punchout/license.ts';

const now = Date.UTC(2026, 6, 1);
const website = 'https://shop.example';
const [before, after] = [
  { fingerprint: 'v1:old', website },
  { fingerprint: 'v1:new', website },
];

function license(changes: Partial<SystemLicense> = {}): SystemLicense {
  return {
    id: 'license-1',
    keyHint: 'K7QMA',
    subscriptionId: 'subscription-1',
    status: 'active',
    website,
    stagingWebsites: [],
    systemId: 'system-1',
    fingerprint: 'v1:old',
    rebindsLeft: undefined,
    former: [],
    ...changes,
  };
}

const paid: Subscription = {
  id: 'subscription-1',
  holder: 'Shop GmbH',
  reference: undefined,
  status: 'active',
  paidUntil: undefined,
  endsAt: undefined,
};

interface Given extends Partial<Omit<LicenseEffectCase, 'records'>> {
  licenses?: SystemLicense[];
  subscriptions?: Subscription[];
}

function effectOf({ licenses = [license()], subscriptions = [paid], ...given }: Given): LicenseEffect {
  const records = { systemLicenses: licenses, customerLicenses: [], subscriptions };
  return licenseEffect({ systemId: 'system-1', before, after, others: [], now, ...given, records });
}

const other = (changes: Partial<LicenseEffectCase['others'][number]> = {}) => ({
  name: 'twin',
  fingerprint: 'v1:old',
  website,
  ...changes,
});
const bound = { effect: 'rebind', licenseId: 'license-1', from: 'v1:old' };
const needed = (why: string, detail: string) => ({ effect: 'other_license', why, detail });
const second = license({ id: 'license-2', keyHint: 'ZZZZZ' });
const fitting = { ...second, fingerprint: 'v1:new', systemId: 'system-2' };

const table: [says: string, given: Given, expected: object][] = [
  ['an edit that changes nothing licensed keeps the license', { after: before }, { effect: 'same' }],
  ['and needs none to keep', { after: before, licenses: [] }, { effect: 'same' }],
  ['a new System has no license yet', { before: undefined, licenses: [] }, { effect: 'none' }],
  [
    'a new System takes no license that serves another configuration',
    { before: undefined, licenses: [license({ systemId: 'system-2' })] },
    { effect: 'none' },
  ],
  ['a System that never had a license has none to lose', { licenses: [] }, { effect: 'none' }],
  [
    'a license of another System on another website is none of its own',
    { licenses: [license({ systemId: 'system-2', website: 'https://other.example' })] },
    { effect: 'none' },
  ],

  ['the license of the System is bound anew', {}, bound],
  ['as often as it may', { licenses: [license({ rebindsLeft: 1 })] }, { ...bound, rebindsLeft: 1 }],
  [
    'also one that is bound to an earlier configuration of the System',
    { licenses: [license({ fingerprint: 'v1:older' })] },
    { ...bound, from: 'v1:older' },
  ],
  [
    'also one that was connected for a System of the same configuration, if that is gone',
    { licenses: [license({ systemId: 'system-2' })] },
    bound,
  ],
  [
    'while a cancelled subscription runs',
    { subscriptions: [{ ...paid, status: 'cancelled', endsAt: now + 1 }] },
    bound,
  ],
  ['on a staging host', { after: { ...after, website: 'https://stage.example' }, ...staging() }, bound],
  [
    'of two licenses, the one that is connected for the System',
    { licenses: [{ ...second, systemId: 'system-2' }, license()] },
    bound,
  ],
  [
    'of two licenses, the one that buyers come in by now',
    { licenses: [{ ...second, fingerprint: 'v1:older' }, license()] },
    bound,
  ],
  [
    'but not by one that was revoked',
    { licenses: [{ ...second, status: 'revoked' }, license({ fingerprint: 'v1:older' })] },
    { ...bound, from: 'v1:older' },
  ],
  ['of two licenses, the one that can', { licenses: [{ ...second, rebindsLeft: 0 }, license()] }, bound],
  ['a System of another configuration is no hindrance', { others: [other({ fingerprint: 'v1:x' })] }, bound],
  [
    'nor is one of the same configuration on another website',
    { others: [other({ website: 'https://other.example' }), other({ website: undefined })] },
    bound,
  ],

  [
    'a new configuration that has a license is licensed',
    { licenses: [license(), fitting] },
    { effect: 'licensed', licenseId: 'license-2', keyHint: 'ZZZZZ' },
  ],
  [
    'so is a new System with a configuration that has one',
    { before: undefined, licenses: [fitting] },
    { effect: 'licensed', licenseId: 'license-2' },
  ],
  [
    'also where its own license is shared',
    { licenses: [license(), fitting], others: [other()] },
    { effect: 'licensed' },
  ],
  [
    'also where the configuration stays and the shop is another one',
    {
      after: { fingerprint: 'v1:old', website: 'https://b.example' },
      licenses: [onWebsite('https://b.example')],
    },
    { effect: 'licensed' },
  ],
  ['not by a license of another website', { licenses: [license(), elsewhere(fitting)] }, bound],
  ['not by a suspended license', { licenses: [license(), { ...fitting, status: 'suspended' }] }, bound],
  ['not by one whose subscription is gone', { licenses: [license(), unpaid(fitting)] }, bound],

  [
    'a license that may not be bound anew stays where it is',
    { licenses: [license({ rebindsLeft: 0 })] },
    needed('rebinds_used_up', 'license …K7QMA may not be bound to another fingerprint again'),
  ],
  [
    'and leaves its place to no license that its customers have none of',
    { licenses: [license({ rebindsLeft: 0 }), { ...second, fingerprint: 'v1:older' }] },
    needed('rebinds_used_up', 'license …K7QMA may not be bound to another fingerprint again'),
  ],
  [
    'a license that another System needs stays where it is',
    { others: [other()] },
    needed('shared', 'license …K7QMA serves the System twin as well'),
  ],
  [
    'a suspended license cannot be bound',
    { licenses: [license({ status: 'suspended' })] },
    needed('suspended', 'license …K7QMA is suspended'),
  ],
  [
    'a revoked license cannot be bound',
    { licenses: [license({ status: 'revoked' })] },
    needed('revoked', 'license …K7QMA is revoked'),
  ],
  [
    'a license whose subscription has ended cannot be bound',
    { subscriptions: [{ ...paid, status: 'ended', endsAt: now - 1 }] },
    needed('subscription_ended', 'the subscription of license …K7QMA has ended'),
  ],
  [
    'nor one whose cancelled subscription ends now',
    { subscriptions: [{ ...paid, status: 'cancelled', endsAt: now }] },
    needed('subscription_ended', 'the subscription of license …K7QMA has ended'),
  ],
  [
    'a license does not follow its System to another website',
    { after: { fingerprint: 'v1:old', website: 'https://b.example' } },
    needed('other_website', 'license …K7QMA is for https://shop.example, not https://b.example'),
  ],
  [
    'nor from a shop that is not configured any more',
    {
      before: { fingerprint: 'v1:new', website: undefined },
      after: { ...after, website: 'https://b.example' },
    },
    needed('other_website', 'license …K7QMA is for https://shop.example, not https://b.example'),
  ],
];

function staging(): Given {
  const website = 'https://stage.example';
  return { before: { ...before, website }, licenses: [license({ stagingWebsites: [website] })] };
}

function onWebsite(website: string): SystemLicense {
  return { ...second, website };
}

function elsewhere(given: SystemLicense): SystemLicense {
  return { ...given, website: 'https://other.example' };
}

function unpaid(given: SystemLicense): SystemLicense {
  return { ...given, subscriptionId: 'subscription-2' };
}

describe('what publishing an edit does to the license', () => {
  it.each(table)('%s', (_, given, expected) => {
    expect(effectOf(given)).toMatchObject(expected);
  });
});
