import { enterScript } from '../shop-address.ts';
import { entryScript, entryView } from './entry-view.ts';
import { icon } from './icon.ts';
import { type ManifestFacts, manifest } from './manifest.ts';
import { snippets } from './snippets.ts';
import { buttonsView, cartView, confirmView, offcanvasView } from './views.ts';

/** Files of the App by their paths in its folder. There is no PHP among them, so that they run in the cloud too. */
export function appFiles(facts: ManifestFacts): ReadonlyMap<string, Buffer> {
  const gateway = new URL(facts.address).origin;
  const views = 'Resources/views/storefront';
  const texts = {
    'manifest.xml': String(manifest(facts)),
    [`Resources/scripts/storefront-${enterScript}/${enterScript}.twig`]: entryScript,
    [`${views}/punchgate/enter.html.twig`]: entryView(gateway),
    [`${views}/punchgate/buttons.html.twig`]: buttonsView(gateway),
    [`${views}/page/checkout/cart/index.html.twig`]: cartView,
    [`${views}/page/checkout/confirm/index.html.twig`]: confirmView,
    [`${views}/component/checkout/offcanvas-cart.html.twig`]: offcanvasView,
    ...Object.fromEntries(
      Object.entries(snippets).map(([locale, texts]) => [
        `Resources/snippet/storefront.${locale}.json`,
        `${JSON.stringify(texts, undefined, 2)}\n`,
      ]),
    ),
  };
  const files = Object.entries(texts).map(([path, text]) => [path, Buffer.from(text)] as const);
  return new Map([...files, ['Resources/config/plugin.png', icon()]]);
}
