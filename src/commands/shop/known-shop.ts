import type { Command } from 'commander';
import type { Config } from '../../config.ts';
import type { ShopSettings } from '../../shopware/shop-settings.ts';

/** A shop of punchgate.yaml. */
export interface KnownShop {
  name: string;
  settings: ShopSettings;
  /** Origin that buyers reach it at through the gateway; undefined where nobody has set one. */
  gatewayUrl: string | undefined;
}

/** One that punchgate.yaml does not have is wrong usage of the command. */
export function knownShop(name: string, { shops, connectors, server }: Config, command: Command): KnownShop {
  const settings = Object.hasOwn(shops, name) ? shops[name] : undefined;
  if (settings) return { name, settings, gatewayUrl: settings.publicUrl ?? server.publicUrl };
  if (Object.hasOwn(connectors, name))
    command.error(`error: "${name}" is a connector: it speaks punchout itself`);
  const names = Object.keys(shops).join(', ');
  const others = names ? `it has ${names}` : 'there is none under shops';
  command.error(`error: punchgate.yaml has no shop "${name}"; ${others}`);
}
