import type { CustomerLicense, LicenseRecords, Subscription, SystemLicense } from '../punchout/license.ts';
import type { LicenseQuestion, LicenseReason, LicenseVerdict } from '../punchout/license-verdict.ts';
import { isWebsiteOf } from './website.ts';

type Refusal = Extract<LicenseVerdict, { valid: false }>;

interface Case {
  question: LicenseQuestion;
  records: LicenseRecords;
  now: number;
}

/**
 * May the customer use the System? A pure function of the records and the time (epoch milliseconds): an active system
 * license of this website bound to this fingerprint, an active customer license of it assigned to this customer, and a
 * running subscription behind both. A license serves a configuration: Systems that share one, share the license.
 */
export function judge(question: LicenseQuestion, records: LicenseRecords, now: number): LicenseVerdict {
  const asked = { question, records, now };
  const bound = records.systemLicenses.filter((license) => isBound(license, asked));
  const here = bound.filter((license) => isWebsiteOf(license, question.website));
  if (here.length === 0) return withoutSystemLicense(bound, asked);
  const verdicts = here.map((license) => judgeLicense(license, asked));
  return verdicts.find(({ valid }) => valid) ?? closest(verdicts);
}

/** A fingerprint that a license was bound to before counts on for a short while. */
function isBound({ fingerprint, former }: SystemLicense, { question, now }: Case): boolean {
  const counts = (binding: { fingerprint: string; until: number }) =>
    binding.fingerprint === question.fingerprint && now < binding.until;
  return fingerprint === question.fingerprint || former.some(counts);
}

/** Of several refusals, the one that lacks least. */
function closest(verdicts: LicenseVerdict[]): LicenseVerdict {
  const isLate = (verdict: LicenseVerdict) =>
    !verdict.valid &&
    (verdict.reason.startsWith('customer_') || verdict.reason === 'license_subscription_ended');
  return verdicts.find(isLate) ?? verdicts[0] ?? refuse('license_missing', 'no system license');
}

function withoutSystemLicense(boundElsewhere: SystemLicense[], { question, records }: Case): Refusal {
  const { fingerprint, website, systemId } = question;
  const [elsewhere] = boundElsewhere;
  if (elsewhere) {
    const { id, website: other } = elsewhere;
    if (other === undefined) return refuse('license_not_bound', `${id} is not connected to a website`);
    return refuse('license_other_website', `${id} is for ${other}, not ${website}`);
  }
  const licenses = records.systemLicenses.filter((license) => isWebsiteOf(license, website));
  const former = licenses.find((license) =>
    license.former.some((binding) => binding.fingerprint === fingerprint),
  );
  if (former)
    return refuse(
      'license_rebound',
      `${former.id} was bound to ${fingerprint}, now to ${former.fingerprint}`,
    );
  const own = licenses.find((license) => license.systemId === systemId);
  if (!own) return refuse('license_missing', `no system license for ${fingerprint} on ${website}`);
  if (own.fingerprint === undefined)
    return refuse('license_not_bound', `${own.id} is bound to no fingerprint`);
  const detail = `${own.id} is bound to ${own.fingerprint}, not ${fingerprint}`;
  return refuse('license_other_fingerprint', detail);
}

function judgeLicense(license: SystemLicense, { question, records, now }: Case): LicenseVerdict {
  if (license.status !== 'active') return refuse(`license_${license.status}`, license.id);
  const ended = endOf(license.subscriptionId, records.subscriptions, now);
  if (ended) return refuse('license_subscription_ended', `${license.id}: ${ended}`);
  const seat = seatOf(license, question.customerId, records);
  if (!seat) return withoutCustomerLicense(license, question, records.customerLicenses);
  if (seat.status !== 'active') return refuse(`customer_license_${seat.status}`, seat.id);
  const seatEnded = endOf(seat.subscriptionId, records.subscriptions, now);
  if (seatEnded) return refuse('license_subscription_ended', `${seat.id}: ${seatEnded}`);
  return {
    valid: true,
    detail: `${license.id}, ${seat.id}`,
    until: earliestEnd(license, seat, { question, records, now }),
  };
}

function seatOf({ id }: SystemLicense, customer: string, { customerLicenses }: LicenseRecords) {
  return customerLicenses.find(
    ({ systemLicenseId, customerId }) => systemLicenseId === id && customerId === customer,
  );
}

function withoutCustomerLicense(
  license: SystemLicense,
  { customerId }: LicenseQuestion,
  seats: CustomerLicense[],
): Refusal {
  const other = seats.find((seat) => seat.customerId === customerId);
  if (other) {
    const detail = `${other.id} of ${customerId} is for ${other.systemLicenseId}`;
    return refuse('customer_license_other_system', detail);
  }
  const active = seats.filter((seat) => seat.status === 'active' && mayServe(seat, license));
  const isFree = active.some((seat) => seat.customerId === undefined);
  if (active.length > 0 && !isFree)
    return refuse('customer_license_other_customer', `every one of ${license.id} is assigned`);
  const detail = `${license.id} has ${isFree ? 'a free one' : 'none'}, ${customerId} is assigned none`;
  return refuse('customer_license_missing', detail);
}

/** A loose one serves whichever license of its subscription it is assigned to. */
function mayServe(seat: CustomerLicense, license: SystemLicense): boolean {
  return seat.systemLicenseId === undefined
    ? seat.subscriptionId === license.subscriptionId
    : seat.systemLicenseId === license.id;
}

/** Why a subscription no longer counts; undefined while it does. A late renewal stops nobody. */
function endOf(id: string, subscriptions: Subscription[], now: number): string | undefined {
  const subscription = subscriptions.find((candidate) => candidate.id === id);
  if (!subscription) return `subscription ${id} does not exist`;
  const { status, endsAt } = subscription;
  if (status === 'active') return undefined;
  if (status === 'cancelled' && endsAt !== undefined && now < endsAt) return undefined;
  return `subscription ${id} is ${status}${endsAt === undefined ? '' : ` since ${new Date(endsAt).toISOString()}`}`;
}

/** When a cancelled subscription behind one of the licenses runs out, or the fingerprint stops counting. */
function earliestEnd(
  license: SystemLicense,
  seat: CustomerLicense,
  { question, records }: Case,
): number | undefined {
  const holders = [license.subscriptionId, seat.subscriptionId];
  const ends = records.subscriptions
    .filter(({ id, status }) => holders.includes(id) && status === 'cancelled')
    .flatMap(({ endsAt }) => endsAt ?? []);
  const formerly = license.former.filter(({ fingerprint }) => fingerprint === question.fingerprint);
  const overlap = license.fingerprint === question.fingerprint ? [] : formerly.map(({ until }) => until);
  const all = [...ends, ...overlap];
  return all.length === 0 ? undefined : Math.min(...all);
}

function refuse(reason: LicenseReason, detail: string): Refusal {
  return { valid: false, reason, detail };
}
