import { describe, expect, it } from 'vitest';
import { moveSeat } from '../../../src/license/assign-customer.ts';
import { rebindLicense } from '../../../src/license/bind-license.ts';
import { setLicenseStatus } from '../../../src/license/license-status.ts';
import {
  cancelSubscription,
  createSubscription,
  renewSubscription,
} from '../../../src/license/subscription-life.ts';
import type { LicenseStatus } from '../../../src/punchout/license.ts';
import { type LicenseFaultCode, licenseFaults } from '../../../src/punchout/license-error.ts';
import { anotherSystem, type Desk, expectFault, openDesk } from './open-desk.ts';
import { now, question } from './sample-licenses.ts';

const foreignKey = 'PGS-BBBBB-BBBBB-BBBBB-BBBBB-BBBBB-BBBZD';

async function connectWith(desk: Desk, status: LicenseStatus) {
  const { systemKey } = await desk.buy();
  await setLicenseStatus({ license: systemKey, status }, desk);
  return await desk.connect({ license: systemKey });
}

async function rebindTo(desk: Desk, licenseId: string, from: string) {
  const order = { licenseId, system: anotherSystem(), from };
  return await desk.change((change) => rebindLicense(order, change));
}

/** How an operator gets each refusal. */
const provoked: Partial<Record<LicenseFaultCode, (desk: Desk) => Promise<unknown>>> = {
  key_mistyped: async (desk) => {
    const { systemKey } = await desk.buy();
    const last = systemKey.at(-1) === 'A' ? 'B' : 'A';
    return await desk.connect({ license: systemKey.slice(0, -1) + last });
  },
  key_unknown: (desk) => desk.connect({ license: foreignKey }),
  key_of_other_kind: async (desk) => desk.connect({ license: (await desk.buy()).includedKey }),
  license_unknown: (desk) => desk.connect({ license: 'nobody' }),
  license_suspended: (desk) => connectWith(desk, 'suspended'),
  license_revoked: (desk) => connectWith(desk, 'revoked'),
  subscription_unknown: (desk) => desk.buy({ subscriptionId: 'nobody' }),
  subscription_over: async (desk) => {
    const { subscription, systemKey } = await desk.buy();
    await desk.change((change) => cancelSubscription(subscription.id, {}, change));
    return await desk.connect({ license: systemKey });
  },
  reference_taken: async (desk) => {
    const twice = { holder: 'Shop GmbH', reference: 'order 1' };
    const begin = () => desk.change((change) => createSubscription(twice, change, desk.surroundings));
    await begin();
    return await begin();
  },
  period_invalid: async (desk) => {
    const { subscription } = await desk.buy();
    await desk.change((change) => renewSubscription(subscription.id, now, change));
    return await desk.change((change) => renewSubscription(subscription.id, now - 1, change));
  },
  website_invalid: (desk) => desk.connect({ license: foreignKey, website: 'shop.example/de' }),
  connected_elsewhere: async (desk) => {
    const { systemKey } = await desk.buyConnected();
    return await desk.connect({ license: systemKey, website: 'other.example' });
  },
  not_connected: (desk) => desk.assign(),
  rebind_refused: async (desk) => {
    const { license } = await desk.buyConnected({ rebinds: 0 });
    return await rebindTo(desk, license.id, question.fingerprint);
  },
  bound_elsewhere: async (desk) => {
    const { systemKey } = await desk.buyConnected();
    return await desk.connect({ license: systemKey, system: anotherSystem() });
  },
  bound_meanwhile: async (desk) => {
    const { license } = await desk.buyConnected();
    return await rebindTo(desk, license.id, 'v1:as-it-was');
  },
  seat_taken: async (desk) => {
    const { includedKey } = await desk.buyConnected();
    await desk.assign();
    return await desk.assign({ license: includedKey, customerId: 'customer-2' });
  },
  seats_used_up: async (desk) => {
    await desk.buyConnected();
    await desk.assign();
    return await desk.assign({ customerId: 'customer-2' });
  },
  customer_licensed: async (desk) => {
    await desk.buyConnected({ customers: 1 });
    const { id } = await desk.assign();
    await desk.assign({ customerId: 'customer-2' });
    return await moveSeat({ license: id, customerId: 'customer-2' }, desk);
  },
};

/** Not refused by the records: by the commands, by the license server and its client, or by a document. */
const elsewhere: LicenseFaultCode[] = [
  'license_ambiguous',
  'key_missing',
  'issued_elsewhere',
  'signature_invalid',
  'request_invalid',
  'document_invalid',
  'document_untrusted',
  'document_altered',
  'document_older',
  'document_expired',
  'server_unreachable',
  'answer_untrusted',
];

describe('a change of a license that is refused', () => {
  it.each(Object.entries(provoked))('says %s', async (code, provoke) => {
    const desk = await openDesk();
    await expectFault(code as LicenseFaultCode, () => provoke(desk));
  });

  it('every code is provoked here or has its place elsewhere', () => {
    expect([...Object.keys(provoked), ...elsewhere].toSorted()).toEqual(
      Object.keys(licenseFaults).toSorted(),
    );
  });

  it.each(Object.entries(licenseFaults))(
    '%s tells in whole sentences what to do',
    (code, { advice, status }) => {
      expect(code).toMatch(/^[a-z]+(_[a-z]+)*$/);
      expect(advice).toMatch(/^([A-Z]|punchgate ).{20,}$/s);
      expect(status).toBeGreaterThanOrEqual(400);
    },
  );
});
