import { readFile } from 'node:fs/promises';
import { describe, expect, it, test } from 'vitest';
import {
  type DocumentStanding,
  type LicenseStanding,
  licenseNotices,
} from '../../../src/license/license-notices.ts';
import type { Subscription } from '../../../src/punchout/license.ts';
import { noticeAdvice } from '../../../src/punchout/notice.ts';

const now = Date.UTC(2026, 6, 1);
const minute = 60_000;
const day = 24 * 60 * minute;

const sample: Subscription = {
  id: 'subscription-1',
  holder: 'Shop GmbH',
  reference: undefined,
  status: 'active',
  paidUntil: undefined,
  endsAt: undefined,
};

const unreachable = 'server_unreachable: licenses.vendor.example: ECONNREFUSED';

function standing(changes: Partial<LicenseStanding> = {}): LicenseStanding {
  return {
    subscriptions: [],
    documents: [],
    clock: { machine: 'gateway-1', jump: undefined },
    ...changes,
  };
}

function subscribed(
  changes: Partial<Subscription>,
  seats?: { all: number; assigned: number },
): LicenseStanding {
  return standing({ subscriptions: [{ subscription: { ...sample, ...changes }, seats }] });
}

/** A document that the license server brought, and would renew again. */
function fetched(kept: Partial<DocumentStanding['kept']> = {}): DocumentStanding {
  return {
    subscription: sample,
    kept: {
      subscriptionId: sample.id,
      issuedAt: now - day,
      notAfter: now + 6 * day,
      serial: 1,
      digest: 'digest',
      checkedAt: now - day,
      sealedKey: 'sealed',
      failedSince: undefined,
      failure: undefined,
      ...kept,
    },
  };
}

const failing = (kept: Partial<DocumentStanding['kept']> = {}) =>
  fetched({ failedSince: now - 2 * minute, failure: unreachable, ...kept });
const imported = (left: number) => fetched({ sealedKey: undefined, notAfter: now + left });
const documents = (...all: DocumentStanding[]) => standing({ documents: all });

/** What is told, as `code severity stage`. */
function told(given: LicenseStanding): string[] {
  return licenseNotices(given, now).map(({ code, severity, stage }) => `${code} ${severity} ${stage}`);
}

const cancelledFor = (left: number) => subscribed({ status: 'cancelled', endsAt: now + left });
const noSeats = { all: 0, assigned: 0 };

const table: [string, LicenseStanding, string[]][] = [
  ['nothing at all', standing(), []],
  ['a subscription without an end', subscribed({}), []],
  ['a paid period that ends tomorrow and renews itself', subscribed({ paidUntil: now + day }), []],
  ['a paid period that ends in a moment', subscribed({ paidUntil: now + 1 }), []],
  ['a paid period that is over', subscribed({ paidUntil: now }), ['renewal_overdue warning overdue']],
  ['a cancelled one with more than 30 days left', cancelledFor(30 * day + 1), []],
  ['… with 30 days left', cancelledFor(30 * day), ['subscription_expiring info 30']],
  ['… with more than 7 days left', cancelledFor(7 * day + 1), ['subscription_expiring info 30']],
  ['… with 7 days left', cancelledFor(7 * day), ['subscription_expiring warning 7']],
  ['… with more than a day left', cancelledFor(day + 1), ['subscription_expiring warning 7']],
  ['… with a day left', cancelledFor(day), ['subscription_expiring critical 1']],
  ['… with a moment left', cancelledFor(1), ['subscription_expiring critical 1']],
  ['… that ends now', cancelledFor(0), ['subscription_ended critical ended']],
  [
    'one that ended 30 days ago',
    subscribed({ status: 'ended', endsAt: now - 30 * day }),
    ['subscription_ended critical ended'],
  ],
  ['one that ended before that', subscribed({ status: 'ended', endsAt: now - 30 * day - 1 }), []],
  ['one that ended, nobody knows when', subscribed({ status: 'ended' }), []],
  ['a free seat', subscribed({}, { all: 5, assigned: 4 }), []],
  ['every seat assigned', subscribed({}, { all: 5, assigned: 5 }), ['seats_used_up info used up']],
  ['no seats at all', subscribed({}, noSeats), []],
  [
    'every seat of an ended one',
    subscribed({ status: 'ended', endsAt: now - 1 }, { all: 1, assigned: 1 }),
    ['subscription_ended critical ended'],
  ],
  ['a document that is renewed', documents(fetched()), []],
  ['a server that has not answered for a minute', documents(failing({ failedSince: now - minute })), []],
  [
    '… for longer',
    documents(failing({ failedSince: now - minute - 1 })),
    ['authority_unreachable warning failing', 'grace_running warning started'],
  ],
  [
    '… as a clock that is far ahead has noted it',
    documents(failing({ failedSince: now + 400 * day })),
    ['authority_unreachable warning failing', 'grace_running warning started'],
  ],
  [
    '… with three days of grace left',
    documents(failing({ notAfter: now + 3 * day })),
    ['authority_unreachable warning failing', 'grace_running warning 3'],
  ],
  [
    '… with more than a day left',
    documents(failing({ notAfter: now + day + 1 })),
    ['authority_unreachable warning failing', 'grace_running warning 3'],
  ],
  [
    '… with a day left',
    documents(failing({ notAfter: now + day })),
    ['authority_unreachable warning failing', 'grace_running critical 1'],
  ],
  [
    '… with no grace left',
    documents(failing({ notAfter: now })),
    ['authority_unreachable warning failing', 'grace_over critical over'],
  ],
  [
    'no grace left from the first failure on',
    documents(failing({ notAfter: now, failedSince: now })),
    ['grace_over critical over'],
  ],
  ['a document that ran out while nobody looked', documents(fetched({ notAfter: now })), []],
  [
    'an answer that cannot be believed',
    documents(failing({ failure: 'answer_untrusted: it is signed with the key x, which is not believed' })),
    ['answer_rejected critical failing', 'grace_running warning started'],
  ],
  [
    'a key that the server does not know any more',
    documents(failing({ failure: 'key_unknown: no license has the key that ends in …ABCDE' })),
    ['key_refused critical failing', 'grace_running warning started'],
  ],
  [
    'the document of an ended subscription, while the server is away',
    documents({ ...failing(), subscription: { ...sample, status: 'ended', endsAt: now - day } }),
    ['authority_unreachable warning failing'],
  ],
  ['an imported document with more than 30 days', documents(imported(30 * day + 1)), []],
  ['… with 30 days', documents(imported(30 * day)), ['document_expiring info 30']],
  ['… with 7 days', documents(imported(7 * day)), ['document_expiring warning 7']],
  ['… with a day', documents(imported(day)), ['document_expiring critical 1']],
  ['… that runs out now', documents(imported(0)), ['document_expired critical expired']],
  [
    'a document that somebody has changed in the database',
    documents({ ...fetched(), subscription: undefined }),
    ['document_untrusted critical untrusted'],
  ],
  [
    'a clock that is 400 days ahead',
    standing({ clock: { machine: 'gateway-1', jump: 400 * day } }),
    ['clock_jumped critical ahead'],
  ],
  [
    'a clock that was set back',
    standing({ clock: { machine: 'gateway-1', jump: -2 * day } }),
    ['clock_jumped critical behind'],
  ],
];

describe('the operator is told of', () => {
  test.each(table)('%s', (_, given, expected) => {
    expect(told(given)).toEqual(expected);
  });

  it('everything that has a code', () => {
    const codes = new Set(table.flatMap(([, , notices]) => notices.map((notice) => notice.split(' ')[0])));
    expect([...codes].toSorted()).toEqual(Object.keys(noticeAdvice).toSorted());
  });

  it('a license server once, however many documents it does not renew', () => {
    const other = failing({ subscriptionId: 'subscription-2', failedSince: now - day });
    const unreached = licenseNotices(documents(failing(), other), now).filter(
      ({ code }) => code === 'authority_unreachable',
    );
    expect(unreached).toHaveLength(1);
    expect(unreached[0]?.detail).toBe(`since 2026-06-30T00:00:00.000Z: ${unreachable}`);
  });
});

it('a notice names the subscription, its holder and the date, and what to do', () => {
  expect(licenseNotices(cancelledFor(3 * day), now)).toEqual([
    {
      code: 'subscription_expiring',
      severity: 'warning',
      subject: 'subscription-1',
      stage: '7',
      detail:
        'the subscription subscription-1 of Shop GmbH is cancelled and ends at 2026-07-04T00:00:00.000Z',
      advice: noticeAdvice.subscription_expiring,
    },
  ]);
});

it('the operator finds every notice in the guide', async () => {
  const guide = await readFile(new URL('../../../docs/operating.md', import.meta.url), 'utf8');
  const missing = Object.keys(noticeAdvice).filter((code) => !guide.includes(`| \`${code}\` |`));
  expect(missing).toEqual([]);
});
