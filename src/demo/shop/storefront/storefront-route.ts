import { z } from 'zod';

const parametersSchema = z.record(z.string(), z.string()).catch({});

/** The path of a route by Shopware's name, as `redirectTo` and `redirectParameters` of its forms say it. */
export function pathOfRoute(route: string, parametersJson: string): string {
  const parameters = parametersSchema.parse(parseJson(parametersJson));
  const paths: Record<string, string> = {
    'frontend.detail.page': `/detail/${parameters.productId}`,
    'frontend.navigation.page': `/navigation/${parameters.navigationId}`,
    'frontend.search.page': `/search?${new URLSearchParams({ search: parameters.search ?? '' })}`,
    'frontend.checkout.cart.page': '/checkout/cart',
    'frontend.cart.offcanvas': '/checkout/cart',
    'frontend.checkout.confirm.page': '/checkout/confirm',
    'frontend.account.home.page': '/account',
  };
  return paths[route] ?? '/';
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}
