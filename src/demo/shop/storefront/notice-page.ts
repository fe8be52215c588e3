import { html } from '../../html.ts';
import { page } from './page.ts';
import type { PageView } from './page-view.ts';

export function maintenancePage(view: PageView): string {
  return noticePage(view, {
    title: 'Maintenance mode',
    text: 'We are stocking up. Please come back in a little while.',
  });
}

export function notFoundPage(view: PageView): string {
  return noticePage(view, {
    title: 'Page not found',
    text: 'There is nothing at this address, at least not any more.',
  });
}

function noticePage(view: PageView, { title, text }: { title: string; text: string }): string {
  const main = html`<div class="container narrow"><div class="panel"><h1>${title}</h1><p>${text}</p></div></div>`;
  return page(view, { title, bodyClass: 'is-ctl-error', main });
}
