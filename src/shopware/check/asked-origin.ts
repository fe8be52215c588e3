import { shopOrigin } from '../shop-settings.ts';
import type { ShopTarget } from './shop-survey.ts';

/** Where the storefront believes that it is asked. */
export function askedOrigin({ settings, gatewayUrl }: Pick<ShopTarget, 'settings' | 'gatewayUrl'>): URL {
  const underGateway = settings.hostHeader === 'gateway' && gatewayUrl !== undefined;
  return new URL(underGateway ? gatewayUrl : shopOrigin(settings));
}
