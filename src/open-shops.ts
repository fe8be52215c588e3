import type { Logger } from 'pino';
import { type Config, publicUrlOf } from './config.ts';
import { createEgress } from './http/egress.ts';
import type { Surroundings } from './punchout/ports.ts';
import { PunchOutError } from './punchout/punchout-error.ts';
import type { Shops } from './punchout/shop.ts';
import { createShop } from './shopware/shop.ts';

/** The shops of the configuration. */
export function openShops(
  config: Config,
  { surroundings: { now }, log }: { surroundings: Surroundings; log: Logger },
): { shops: Shops; closeShops: () => void } {
  const opened = Object.entries(config.shops).map(([name, settings]) => {
    const { allowPrivate, publicUrl = publicUrlOf(config) } = settings;
    const egress = createEgress({ allowPrivate });
    const pageEgress = createEgress({ allowPrivate, maximumSockets: 256 });
    const tellReach = (message: string) => log.warn({ event: 'shop', shop: name, message });
    const shop = createShop(settings, { egress, pageEgress, now, publicUrl, tellReach });
    return { name, shop, egresses: [egress, pageEgress] };
  });
  const byName = new Map(opened.map(({ name, shop }) => [name, shop]));
  const shops: Shops = {
    byName(name) {
      const shop = byName.get(name);
      if (!shop) throw new PunchOutError('shop_not_configured', `shop "${name}"`);
      return shop;
    },
  };
  return {
    shops,
    closeShops: () => opened.flatMap(({ egresses }) => egresses).forEach((egress) => void egress.close()),
  };
}
