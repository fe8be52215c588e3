import type { RequestListener } from 'node:http';
import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { LicenseVerdict } from '../punchout/license-verdict.ts';
import type { Notice } from '../punchout/notice.ts';
import type { KeptDocument } from '../punchout/signed-licenses.ts';

/** How licensing stands, for whoever watches it from outside. */
interface LicenseView {
  notices: readonly Notice[];
  documents: readonly Pick<KeptDocument, 'subscriptionId' | 'checkedAt' | 'notAfter'>[];
}

/** Numbers for Prometheus. No label holds a key, a secret or a customer. */
export interface Metrics {
  countVerdict(source: 'cache' | 'authority', verdict: LicenseVerdict): void;
  showLicenses(view: LicenseView): void;
  /** Whether buyers could enter the shop at the last look. */
  showShop(name: string, ready: boolean): void;
  /** Serves `GET /metrics`. */
  handler: RequestListener;
}

export function createMetrics(now: () => number): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const verdicts = new Counter({
    name: 'punchgate_license_verdicts_total',
    help: 'License verdicts by where they came from, with the reason of each refusal',
    labelNames: ['source', 'valid', 'reason'],
    registers: [registry],
  });
  const shops = new Gauge({
    name: 'punchgate_shop_ready',
    help: 'Whether buyers could enter the shop at the last look, by its name in punchgate.yaml',
    labelNames: ['shop'],
    registers: [registry],
  });
  return {
    countVerdict: (source, verdict) => {
      const reason = verdict.valid ? '' : verdict.reason;
      verdicts.inc({ source, valid: String(verdict.valid), reason });
    },
    showLicenses: licenseGauges(registry, now),
    showShop: (shop, ready) => shops.set({ shop }, ready ? 1 : 0),
    handler: (request, response) => {
      const asked = request.url?.split('?')[0] === '/metrics';
      if (!asked) return void response.writeHead(404).end();
      if (request.method !== 'GET') return void response.writeHead(405, { allow: 'GET' }).end();
      registry.metrics().then(
        (text) => response.writeHead(200, { 'content-type': registry.contentType }).end(text),
        () => response.writeHead(500).end(),
      );
    },
  };
}

/** What is shown stands for what was last seen; only ages go on growing until they are asked for. */
function licenseGauges(registry: Registry, now: () => number): Metrics['showLicenses'] {
  let shown: LicenseView = { notices: [], documents: [] };
  const gauge = (name: string, help: string, labelNames: string[] = []) =>
    new Gauge({ name: `punchgate_license_${name}`, help, labelNames, registers: [registry] });
  const notices = gauge('notices', 'What the operator should know now', ['code', 'severity']);
  const graceEnds = gauge('grace_ends_seconds', 'Unix time until which the last document counts', [
    'subscription',
  ]);
  const seen = gauge('monitor_success_seconds', 'Unix time of the last complete look at the licenses');
  new Gauge({
    name: 'punchgate_license_document_age_seconds',
    help: 'Time since the license server, or a file, last brought the document',
    labelNames: ['subscription'],
    registers: [registry],
    collect() {
      this.reset();
      for (const { subscriptionId, checkedAt } of shown.documents)
        this.set({ subscription: subscriptionId }, Math.max(0, (now() - checkedAt) / 1000));
    },
  });
  return (view) => {
    shown = view;
    notices.reset();
    for (const { code, severity } of view.notices) notices.inc({ code, severity });
    graceEnds.reset();
    for (const { subscriptionId, notAfter } of view.documents)
      graceEnds.set({ subscription: subscriptionId }, notAfter / 1000);
    seen.set(now() / 1000);
  };
}
