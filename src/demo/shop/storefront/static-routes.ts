import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import Router from '@koa/router';
import type { Context } from 'koa';
import { pictureSvg } from './pictures.ts';
import { storefrontScript } from './storefront-script.ts';

const themeFiles: Record<string, { type: string; body: string }> = {
  'nordwerk.css': { type: 'text/css', body: asset('nordwerk.css') },
  'pattern.svg': { type: 'image/svg+xml', body: asset('pattern.svg') },
  'favicon.svg': { type: 'image/svg+xml', body: asset('favicon.svg') },
  'nordwerk.js': { type: 'text/javascript', body: storefrontScript },
};

/** Theme and pictures: what a web server would hand out without asking Shopware. */
export function staticRoutes(): Router {
  const router = new Router();
  router.get('/theme/:file', answerThemeFile);
  router.get('/media/:file', answerPicture);
  return router;
}

function answerThemeFile(ctx: Context): void {
  const file = themeFiles[ctx.params.file ?? ''];
  if (file) answerFile(ctx, file.type, file.body);
}

function answerPicture(ctx: Context): void {
  const picture = pictureSvg((ctx.params.file ?? '').replace(/\.svg$/, ''));
  if (picture) answerFile(ctx, 'image/svg+xml', picture);
}

/** As a web server does: who has the file already is told so. */
function answerFile(ctx: Context, type: string, body: string): void {
  ctx.status = 200;
  ctx.set('cache-control', 'public, max-age=3600');
  ctx.etag = createHash('sha1').update(body).digest('hex');
  ctx.type = type;
  if (ctx.fresh) ctx.status = 304;
  else ctx.body = body;
}

function asset(name: string): string {
  return readFileSync(new URL(`./assets/${name}`, import.meta.url), 'utf8');
}
