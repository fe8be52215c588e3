import type { Logger } from 'pino';
import { type Config, publicUrlOf } from './config.ts';
import { openConnectors } from './connector/open-connectors.ts';
import { createEgress } from './http/egress.ts';
import type { Connector } from './punchout/connector.ts';
import type { Surroundings } from './punchout/ports.ts';
import { PunchOutError } from './punchout/punchout-error.ts';
import type { Shop, Shops } from './punchout/shop.ts';
import { createShop } from './shopware/shop.ts';

/** Each takes a PHP worker of the shop, of which it has fewer: more would only wait there. A read page frees its connection. */
const mostPages = 256;
/** One for each slow reader of a download, who holds his as long as he reads: a connection of its web server, no worker. */
const mostFiles = 2_048;

/** The shops of the configuration. */
export function openShops(
  config: Config,
  { surroundings: { now }, log }: { surroundings: Surroundings; log: Logger },
): { shops: Shops; closeShops: () => void } {
  const opened = Object.entries(config.shops).map(([name, settings]) => {
    const { allowPrivate, publicUrl = publicUrlOf(config) } = settings;
    const egress = createEgress({ allowPrivate });
    const pageEgress = createEgress({ allowPrivate, maximumSockets: mostPages });
    const fileEgress = createEgress({ allowPrivate, maximumSockets: mostFiles });
    const tellReach = (message: string) => log.warn({ event: 'shop', shop: name, message });
    const shop = createShop(settings, { egress, pageEgress, fileEgress, now, publicUrl, tellReach });
    return { name, shop, egresses: [egress, pageEgress, fileEgress] };
  });
  const { connectors, closeConnectors } = openConnectors(config.connectors);
  return {
    shops: shopsOf(new Map(opened.map(({ name, shop }) => [name, shop])), connectors),
    closeShops() {
      opened.flatMap(({ egresses }) => egresses).forEach((egress) => void egress.close());
      closeConnectors();
    },
  };
}

function shopsOf(shops: ReadonlyMap<string, Shop>, connectors: ReadonlyMap<string, Connector>): Shops {
  const byName = (name: string) => {
    const shop = shops.get(name);
    if (shop) return shop;
    const detail = connectors.has(name) ? `"${name}" is a connector, no shop` : `shop "${name}"`;
    throw new PunchOutError('shop_not_configured', detail);
  };
  const connectorOf = (name: string) => connectors.get(name);
  return { byName, connectorOf, websiteOf: (name) => (connectorOf(name) ?? byName(name)).website };
}
