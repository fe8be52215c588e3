import { z } from 'zod';
import type { ConnectorSettings } from './connector/connector-settings.ts';
import type { Protocol } from './punchout/system.ts';

export const shopNameSchema = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]*$/, 'lower-case letters, digits and hyphens');

interface Places {
  shops: Record<string, unknown>;
  connectors: Record<string, Pick<ConnectorSettings, 'url' | 'cxmlUrl'>>;
}

const names = z.record(z.string(), z.unknown()).catch({});

/** A System names its shop by one word, whichever of the two it is. Stands beside the schema of the configuration. */
export const oneNameEach = z.object({ shops: names, connectors: names }).superRefine((file, context) => {
  for (const name of Object.keys(file.connectors).filter((each) => Object.hasOwn(file.shops, each)))
    context.addIssue({ code: 'custom', path: ['connectors', name], message: 'there is a shop of that name' });
});

/** What a System may name as its shop. */
export function shopNamesOf({ shops, connectors }: Places): string[] {
  return [...Object.keys(shops), ...Object.keys(connectors)];
}

/** Why a System of the protocol cannot name that shop; undefined where it can. */
export function shopProblem(
  name: string,
  protocol: Protocol | undefined,
  places: Places,
): string | undefined {
  if (!shopNamesOf(places).includes(name)) return `punchgate.yaml has no shop "${name}"`;
  const connector = Object.hasOwn(places.connectors, name) ? places.connectors[name] : undefined;
  if (!connector || !protocol) return undefined;
  const setting = protocol === 'oci' ? 'url' : 'cxmlUrl';
  return connector[setting] === undefined ? `the connector "${name}" has no ${setting}` : undefined;
}
