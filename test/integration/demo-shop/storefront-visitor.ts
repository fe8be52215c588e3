import type { DemoShop } from '../../../src/demo/shop/start-demo-shop.ts';
import { productId } from './demo-shop-client.ts';

export interface StorefrontAnswer {
  status: number;
  headers: Headers;
  body: string;
  location: string | null;
  setCookies: string[];
}

/** A browser with its cookies, but without following redirects. */
export function storefrontVisitor(shop: DemoShop) {
  const jar = new Map<string, string>();

  async function visit(path: string, form?: Record<string, string>): Promise<StorefrontAnswer> {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(new URL(path, shop.url), {
      redirect: 'manual',
      headers: { cookie },
      ...(form && { method: 'POST', body: new URLSearchParams(form) }),
    });
    const setCookies = response.headers.getSetCookie();
    for (const line of setCookies) keepCookie(jar, line);
    const { status, headers } = response;
    return { status, headers, body: await response.text(), location: headers.get('location'), setCookies };
  }

  return { visit, jar };
}

export function addForm(shop: DemoShop, number: string, quantity: number): Record<string, string> {
  const id = productId(shop, number);
  return {
    redirectTo: 'frontend.detail.page',
    redirectParameters: JSON.stringify({ productId: id }),
    [`lineItems[${id}][id]`]: id,
    [`lineItems[${id}][type]`]: 'product',
    [`lineItems[${id}][referencedId]`]: id,
    [`lineItems[${id}][quantity]`]: String(quantity),
  };
}

function keepCookie(jar: Map<string, string>, line: string): void {
  const [, name = '', value = ''] = line.match(/^([^=]+)=([^;]*)/) ?? [];
  if (value === '') jar.delete(name);
  else jar.set(name, value);
}
