import { hostname } from 'node:os';
import type { Logger } from 'pino';
import type { Config } from './config.ts';
import { createEgress } from './http/egress.ts';
import { createMetrics, type Metrics } from './http/metrics.ts';
import { sendWebhook } from './http/webhook.ts';
import { createLicenseMonitor, type LicenseMonitorPorts } from './license/license-monitor.ts';
import { listen } from './listen.ts';
import type { NoticeMessage, NoticeNews, NoticeSeverity } from './punchout/notice.ts';
import type { Rounds } from './punchout/rounds.ts';

export interface MonitoringPorts {
  adapters: LicenseMonitorPorts;
  log: Logger;
  metrics: Metrics | undefined;
}

const levels = { info: 'info', warning: 'warn', critical: 'error' } as const satisfies Record<
  NoticeSeverity,
  string
>;

/** Undefined where nobody has set a port for them. */
export function openMetrics({ metrics }: Config): Metrics | undefined {
  return metrics.port === undefined ? undefined : createMetrics(Date.now);
}

/** Watches over the licenses, tells what may become trouble, and serves metrics, each as far as it is configured. */
export async function startMonitoring(
  config: Config,
  ports: MonitoringPorts,
): Promise<{ stop(): Promise<void> }> {
  await using opened = new AsyncDisposableStack();
  const { metrics, log } = ports;
  const { port, host } = config.metrics;
  if (metrics && port !== undefined) {
    const listening = await listen(metrics.handler, { port, host });
    opened.defer(() => listening.drain(0));
    log.info({ event: 'metrics', port: listening.port });
  }
  const { monitor, close } = openMonitor(config, ports);
  opened.defer(close);
  opened.defer(() => monitor.stop());
  monitor.start();
  const running = opened.move();
  return { stop: () => running.disposeAsync() };
}

/** The monitor as it is configured; it has not looked yet. */
export function openMonitor(
  config: Config,
  { adapters, log, metrics }: MonitoringPorts,
): { monitor: Rounds; close(): void } {
  const webhook = openWebhook(config);
  const monitor = createLicenseMonitor(adapters, {
    machine: hostname(),
    refreshAfter: (config.license.validSeconds * 1000) / 2,
    tell: (news) => logNews(log, news),
    show: ({ documents }, notices) =>
      metrics?.showLicenses({ notices, documents: documents.map(({ kept }) => kept) }),
    deliver: webhook?.deliver,
    report: (what, error) => logFailure(log, what, error),
  });
  return { monitor, close: () => webhook?.close() };
}

function openWebhook({ license }: Config) {
  if (!license.webhook) return undefined;
  const { url, secret, allowPrivate } = license.webhook;
  const egress = createEgress({ allowPrivate });
  const deliver = (message: NoticeMessage) =>
    sendWebhook({ url, secret, id: message.id, at: Date.now(), body: bodyOf(message) }, egress);
  return { deliver, close: () => egress.close() };
}

function bodyOf({ event, at, notice }: NoticeMessage) {
  const type = event === 'began' ? 'license.notice' : 'license.notice_ended';
  return { type, timestamp: new Date(at).toISOString(), data: { ...notice } };
}

function logNews(log: Logger, { event, notice }: NoticeNews): void {
  if (event === 'ended') log.info({ event: 'license_notice_ended', ...notice });
  else log[levels[notice.severity]]({ event: 'license_notice', ...notice });
}

/** The message names the host and what failed; neither the address nor the secret. */
function logFailure(log: Logger, what: 'look' | 'delivery', error: unknown): void {
  const event = what === 'look' ? 'license_monitor_failed' : 'webhook_failed';
  const advice =
    what === 'look'
      ? 'It is tried again within a minute. Until then nothing is told and metrics stand still.'
      : 'Nothing is lost: it is sent again within a minute. See whether license.webhook.url is right and its receiver runs.';
  log.warn({ event, detail: error instanceof Error ? error.message : String(error), advice });
}
