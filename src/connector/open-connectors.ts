import { createEgress } from '../http/egress.ts';
import type { Connector } from '../punchout/connector.ts';
import { createConnector } from './connector.ts';
import type { ConnectorSettings } from './connector-settings.ts';

/** The connectors of the configuration, by their names. */
export function openConnectors(settings: Record<string, ConnectorSettings>): {
  connectors: ReadonlyMap<string, Connector>;
  closeConnectors: () => void;
} {
  const opened = Object.entries(settings).map(([name, each]) => {
    const egress = createEgress({ allowPrivate: each.allowPrivate });
    return { name, egress, connector: createConnector(each, { name, egress }) };
  });
  return {
    connectors: new Map(opened.map(({ name, connector }) => [name, connector])),
    closeConnectors: () => opened.forEach(({ egress }) => void egress.close()),
  };
}
