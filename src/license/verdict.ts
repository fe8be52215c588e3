import type {
  CustomerLicense,
  LicenseQuestion,
  LicenseReason,
  LicenseRecords,
  LicenseVerdict,
  Subscription,
  SystemLicense,
} from '../punchout/license-verdict.ts';

type Refusal = Extract<LicenseVerdict, { valid: false }>;

/**
 * May the customer use the System? A pure function of the records and the time (epoch milliseconds): a system license
 * of this website bound to this fingerprint, a customer license of it assigned to this customer, and a running
 * subscription behind both. A license serves a configuration: Systems that share one, share the license.
 */
export function judge(question: LicenseQuestion, records: LicenseRecords, now: number): LicenseVerdict {
  const licenses = records.systemLicenses.filter((license) => isFor(license, question));
  if (licenses.length === 0) return withoutSystemLicense(question, records);
  const verdicts = licenses.map((license) => judgeLicense(license, { question, records, now }));
  return verdicts.find(({ valid }) => valid) ?? verdicts[0] ?? withoutSystemLicense(question, records);
}

interface Case {
  question: LicenseQuestion;
  records: LicenseRecords;
  now: number;
}

function isFor(license: SystemLicense, { fingerprint, website }: LicenseQuestion): boolean {
  return license.fingerprint === fingerprint && license.website === website;
}

function withoutSystemLicense(question: LicenseQuestion, { systemLicenses }: LicenseRecords): Refusal {
  const { fingerprint, website, systemId } = question;
  const elsewhere = systemLicenses.find((license) => license.fingerprint === fingerprint);
  if (elsewhere)
    return refuse('license_other_website', `${elsewhere.id} is for ${elsewhere.website}, not ${website}`);
  const bound = systemLicenses.find(
    (license) => license.systemId === systemId && license.website === website,
  );
  if (bound)
    return refuse(
      'license_other_fingerprint',
      `${bound.id} is bound to ${bound.fingerprint}, not ${fingerprint}`,
    );
  return refuse('license_missing', `no system license for ${fingerprint} on ${website}`);
}

function judgeLicense(license: SystemLicense, { question, records, now }: Case): LicenseVerdict {
  const ended = endOf(license.subscriptionId, records.subscriptions, now);
  if (ended) return refuse('license_subscription_ended', `${license.id}: ${ended}`);
  const seat = records.customerLicenses.find(
    ({ systemLicenseId, customerId }) => systemLicenseId === license.id && customerId === question.customerId,
  );
  if (!seat) return withoutCustomerLicense(license, question, records.customerLicenses);
  const seatEnded = endOf(seat.subscriptionId, records.subscriptions, now);
  if (seatEnded) return refuse('license_subscription_ended', `${seat.id}: ${seatEnded}`);
  return {
    valid: true,
    detail: `${license.id}, ${seat.id}`,
    until: earliestEnd([license, seat], records.subscriptions),
  };
}

function withoutCustomerLicense(
  license: SystemLicense,
  question: LicenseQuestion,
  seats: CustomerLicense[],
): Refusal {
  const { customerId } = question;
  const other = seats.find((seat) => seat.customerId === customerId);
  if (other)
    return refuse(
      'customer_license_other_system',
      `${other.id} of ${customerId} is for ${other.systemLicenseId}`,
    );
  const own = seats.filter(({ systemLicenseId }) => systemLicenseId === license.id);
  const taken = own.length > 0 && own.every((seat) => seat.customerId !== undefined);
  if (taken)
    return refuse('customer_license_other_customer', `all ${own.length} of ${license.id} are assigned`);
  return refuse(
    'customer_license_missing',
    `${license.id} has ${own.length} free, none is assigned to ${customerId}`,
  );
}

/** Why a subscription no longer counts; undefined while it does. */
function endOf(id: string, subscriptions: Subscription[], now: number): string | undefined {
  const subscription = subscriptions.find((candidate) => candidate.id === id);
  if (!subscription) return `subscription ${id} does not exist`;
  const { status, endsAt } = subscription;
  if (status === 'active') return undefined;
  if (status === 'cancelled' && endsAt !== undefined && now < endsAt) return undefined;
  return `subscription ${id} is ${status}${endsAt === undefined ? '' : ` since ${new Date(endsAt).toISOString()}`}`;
}

/** When a cancelled subscription behind one of the licenses runs out. */
function earliestEnd(
  licenses: { subscriptionId: string }[],
  subscriptions: Subscription[],
): number | undefined {
  const ends = licenses.map(({ subscriptionId }) => subscriptions.find(({ id }) => id === subscriptionId));
  const known = ends.flatMap((subscription) =>
    subscription?.status === 'cancelled' ? (subscription.endsAt ?? []) : [],
  );
  return known.length === 0 ? undefined : Math.min(...known);
}

function refuse(reason: LicenseReason, detail: string): Refusal {
  return { valid: false, reason, detail };
}
