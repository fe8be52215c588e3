import type { Notice, NoticeMessage, NoticeNews, NoticeStore } from '../punchout/notice.ts';
import type { Surroundings } from '../punchout/ports.ts';
import { createRounds, type Rounds } from '../punchout/rounds.ts';
import type { DocumentRefresher } from './document-refresher.ts';
import { type LicenseStanding, licenseNotices } from './license-notices.ts';
import { createStandingReader, type StandingPorts } from './license-standing.ts';
import { day } from './notice-stage.ts';

export interface LicenseMonitorPorts extends StandingPorts {
  refresher: Pick<DocumentRefresher, 'refresh'> | undefined;
  notices: NoticeStore;
  surroundings: Pick<Surroundings, 'now'>;
}

export interface LicenseMonitorOptions {
  /** Name of this machine; its clock is a subject of its own. */
  machine: string;
  /** So old may a document be before it is asked for anew, in milliseconds. */
  refreshAfter: number;
  /** Hears what this process, of all, gets to tell. */
  tell(news: NoticeNews): void;
  /** Hears how things stand after each look. */
  show(standing: LicenseStanding, notices: readonly Notice[]): void;
  /** Brings news to the webhook; what is thrown means: not yet. */
  deliver: ((message: NoticeMessage) => Promise<void>) | undefined;
  /** Hears why a look or a delivery failed; the next one tries again. */
  report(what: 'look' | 'delivery', error: unknown): void;
}

const mostDeliveries = 100;
/** The clock of a machine that is gone is nobody's any more; one that is still wrong is told of again. */
const clockNoticeMilliseconds = 2 * day;

/** Watches over the licenses, so that somebody is told before a buyer is stopped. */
export function createLicenseMonitor(ports: LicenseMonitorPorts, options: LicenseMonitorOptions): Rounds {
  const look = createLook(ports, options);
  return createRounds(() => look().catch((error) => options.report('look', error)));
}

function createLook(ports: LicenseMonitorPorts, options: LicenseMonitorOptions): () => Promise<void> {
  const read = createStandingReader(ports, options.machine);

  function covers({ code, subject }: Notice, toldAt: number): boolean {
    const own = code !== 'clock_jumped' || subject === options.machine;
    return own || ports.surroundings.now() - toldAt > clockNoticeMilliseconds;
  }

  return async () => {
    await refreshOld(ports, options.refreshAfter);
    const standing = await read();
    const notices = licenseNotices(standing, ports.clock.now());
    for (const news of await ports.notices.settle(notices, covers)) options.tell(news);
    options.show(standing, notices);
    await deliverAll(ports.notices, options);
  };
}

/** So that a change at the license server is seen, and its absence noticed, without any buyer. */
async function refreshOld(
  { documents, refresher, clock }: LicenseMonitorPorts,
  refreshAfter: number,
): Promise<void> {
  if (!refresher) return;
  const fetched = (await documents.list()).filter(({ sealedKey }) => sealedKey !== undefined);
  const oldest = Math.min(...fetched.map(({ checkedAt }) => checkedAt));
  if (clock.now() - oldest > refreshAfter) await refresher.refresh();
}

/** Ends with the first failure: what a webhook does not take now, it is brought with the next look. */
async function deliverAll(notices: NoticeStore, { deliver, report }: LicenseMonitorOptions): Promise<void> {
  if (!deliver) return;
  for (const message of await notices.undelivered(mostDeliveries)) {
    if (!(await notices.reserve(message.id))) continue;
    try {
      await deliver(message);
    } catch (error) {
      await notices.release(message.id);
      return report('delivery', error);
    }
    await notices.markDelivered(message.id);
  }
}
