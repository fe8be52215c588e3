import { describe, expect, it } from 'vitest';
import type { BelievedDocument } from '../../../src/license/document-keeper.ts';
import { remoteVerdict } from '../../../src/license/remote-verdict.ts';
import type { Subscription } from '../../../src/punchout/license.ts';
import type { KeptDocument } from '../../../src/punchout/signed-licenses.ts';
import {
  cells,
  customerLicenses,
  secondSubscription,
  subscriptions,
  systemLicenses,
} from './license-cells.ts';
import { sampleDocument } from './sample-document.ts';
import { day, now, question, subscription } from './sample-licenses.ts';

type Cell = (typeof cells)[number];

const hour = 3_600_000;
const lives = { valid: 300_000, invalid: 30_000 };
const unreachable = { failedSince: now - hour, failure: 'server_unreachable: ECONNREFUSED' };
const lying = { failedSince: now - hour, failure: 'answer_untrusted: the signature does not fit' };

/** How the license server behaves, by what is known before and after it is asked. */
interface Reachability {
  before: Partial<KeptDocument> | 'nothing';
  /** What asking leads to; undefined: nobody asks. */
  after: Partial<KeptDocument> | undefined;
  /** What becomes of a verdict, given what the records alone say. */
  expected(recorded: string): string;
}

const same = (recorded: string) => recorded;
const lasting = [
  'valid',
  'license_revoked',
  'license_suspended',
  'license_subscription_ended',
  'customer_license_suspended',
  'customer_license_revoked',
];
const unlessLasting = (otherwise: string) => (recorded: string) =>
  lasting.includes(recorded) ? recorded : otherwise;

const reachabilities: Record<string, Reachability> = {
  'it answers': { before: { checkedAt: now - hour }, after: { checkedAt: now }, expected: same },
  'it has just answered': { before: { checkedAt: now }, after: undefined, expected: same },
  'out of reach, within the grace': {
    before: { checkedAt: now - hour },
    after: { checkedAt: now - hour, ...unreachable },
    expected: unlessLasting('license_unverifiable'),
  },
  'it lies, within the grace': {
    before: { checkedAt: now - hour },
    after: { checkedAt: now - hour, ...lying },
    expected: unlessLasting('license_untrusted'),
  },
  'out of reach, the grace is over': {
    before: { checkedAt: now - 7 * day, notAfter: now },
    after: { checkedAt: now - 7 * day, notAfter: now, ...unreachable },
    expected: () => 'license_grace_over',
  },
  'it lies, the grace is over': {
    before: { checkedAt: now - 7 * day, notAfter: now },
    after: { checkedAt: now - 7 * day, notAfter: now, ...lying },
    expected: () => 'license_grace_over',
  },
  'nothing was ever connected': { before: 'nothing', after: undefined, expected: () => 'license_missing' },
  'a document from a file': { before: { sealedKey: undefined }, after: undefined, expected: same },
  'a document from a file that has run out': {
    before: { sealedKey: undefined, notAfter: now },
    after: undefined,
    expected: () => 'license_grace_over',
  },
};

/** The documents of both subscriptions. One whose subscription the vendor does not know has another one. */
function documents(
  { license, paid, seat }: Cell,
  changes: Partial<KeptDocument> | 'nothing',
): BelievedDocument[] {
  if (changes === 'nothing') return [];
  const [first = subscription({ id: 'subscription-3' })] = subscriptions[paid] ?? [];
  return [
    believed(first, changes, {
      systemLicenses: systemLicenses[license] ?? [],
      customerLicenses: customerLicenses[seat] ?? [],
    }),
    believed(secondSubscription, changes, { systemLicenses: [], customerLicenses: [] }),
  ];
}

function believed(
  holder: Subscription,
  changes: Partial<KeptDocument>,
  licenses: Pick<BelievedDocument['content'], 'systemLicenses' | 'customerLicenses'>,
): BelievedDocument {
  const kept: KeptDocument = {
    subscriptionId: holder.id,
    document: '',
    issuedAt: now - day,
    notAfter: now + 6 * day,
    serial: 1,
    digest: 'digest',
    checkedAt: now,
    sealedKey: 'sealed',
    failedSince: undefined,
    failure: undefined,
    ...changes,
  };
  const { issuedAt, notAfter, serial } = kept;
  return { kept, content: sampleDocument({ subscription: holder, ...licenses, issuedAt, notAfter, serial }) };
}

async function outcome(cell: Cell, { before, after }: Reachability): Promise<string> {
  let known = documents(cell, before);
  const refresher = {
    async refresh() {
      if (after === undefined) throw new Error('nobody should have asked');
      known = documents(cell, after);
    },
  };
  const ports = { keeper: { all: async () => known }, refresher, clock: { now: () => now }, lives };
  return await remoteVerdict(question, ports).then(
    (verdict) => (verdict.valid ? 'valid' : verdict.reason),
    (error) => error.reason,
  );
}

describe('may the customer use the System, with a license server? Every combination, and every state of the server', () => {
  it('no cell is left out', () => {
    expect(cells).toHaveLength(14 * 7 * 10);
    expect(Object.keys(reachabilities)).toHaveLength(9);
  });

  it.each(Object.entries(reachabilities))('%s', async (_, reachability) => {
    const wrong = [];
    for (const cell of cells) {
      const expected = reachability.expected(cell.expected);
      const verdict = await outcome(cell, reachability);
      if (verdict !== expected) wrong.push({ ...cell, expected, verdict });
    }
    expect(wrong).toEqual([]);
  });
});

describe('a good verdict', () => {
  const fitting = cells.find(({ expected }) => expected === 'valid') as Cell;

  it('ends with the document that it was made from', async () => {
    const known = documents(fitting, { checkedAt: now, notAfter: now + day });
    const refresher = { refresh: async () => {} };
    const ports = { keeper: { all: async () => known }, refresher, clock: { now: () => now }, lives };
    expect(await remoteVerdict(question, ports)).toMatchObject({ valid: true, until: now + day });
  });

  it('does not ask the server before half of its life is over', async () => {
    let asked = 0;
    const known = documents(fitting, { checkedAt: now - lives.valid / 2 });
    const refresher = {
      async refresh() {
        asked += 1;
      },
    };
    const at = (time: number) => ({
      keeper: { all: async () => known },
      refresher,
      clock: { now: () => time },
      lives,
    });
    await remoteVerdict(question, at(now));
    expect(asked).toBe(0);
    await remoteVerdict(question, at(now + 1));
    expect(asked).toBe(1);
  });
});
