import type { Egress } from '../http/egress.ts';
import type { Connector } from '../punchout/connector.ts';
import { PunchOutError } from '../punchout/punchout-error.ts';
import type { Protocol } from '../punchout/system.ts';
import type { ConnectorSettings } from './connector-settings.ts';
import { forward } from './forward.ts';

export interface ConnectorPorts {
  /** Under `connectors` in punchgate.yaml. */
  name: string;
  egress: Egress;
}

export function createConnector(settings: ConnectorSettings, { name, egress }: ConnectorPorts): Connector {
  const { url, cxmlUrl, forms, timeoutMilliseconds } = settings;
  const addresses = { oci: url, cxml: cxmlUrl };
  const addressOf = (protocol: Protocol): URL => {
    const address = addresses[protocol];
    if (address !== undefined) return new URL(address);
    const setting = { oci: 'url', cxml: 'cxmlUrl' }[protocol];
    throw new PunchOutError('shop_not_configured', `connector "${name}" has no ${setting}`);
  };
  return {
    website: new URL(url ?? cxmlUrl ?? '').origin,
    forms,
    addressOf(protocol, query) {
      const address = addressOf(protocol);
      return address.origin + targetAt(address, query);
    },
    async forward(call) {
      const address = addressOf(call.protocol);
      const target = targetAt(address, call.query);
      return await forward(call, { address, target, egress, timeoutMilliseconds });
    },
  };
}

/** The query of a call stays byte for byte what it is; a URL object would escape some of it anew. */
function targetAt({ pathname, search }: URL, query: string): string {
  if (query === '') return pathname + search;
  return `${pathname}${search === '' ? '?' : `${search}&`}${query}`;
}
