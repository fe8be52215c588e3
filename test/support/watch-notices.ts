import type { Adapters } from '../../src/adapters.ts';
import type { LicenseMonitorOptions } from '../../src/license/license-monitor.ts';
import { cancelSubscription, resumeSubscription } from '../../src/license/subscription-life.ts';
import type { NoticeNews } from '../../src/punchout/notice.ts';

/** Keeps what it is told as `event code stage`. */
export function watcher(changes: Partial<LicenseMonitorOptions> = {}) {
  const told: string[] = [];
  const faults: unknown[] = [];
  const options: LicenseMonitorOptions = {
    machine: 'gateway-1',
    refreshAfter: 0,
    tell: ({ event, notice }: NoticeNews) => told.push(`${event} ${notice.code} ${notice.stage}`),
    show: () => {},
    deliver: undefined,
    report: (what, error) => faults.push([what, error]),
    ...changes,
  };
  return { told, faults, options };
}

export async function cancel(adapters: Adapters, id: string, at: number): Promise<void> {
  await adapters.licenses.change('vendor', (change) => cancelSubscription(id, { at }, change));
}

export async function resume(adapters: Adapters, id: string): Promise<void> {
  await adapters.licenses.change('vendor', (change) => resumeSubscription(id, change));
}
