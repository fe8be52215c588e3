import { gzipSync } from 'node:zlib';
import type { Context, Next } from 'koa';

/** Gzip for who takes it, as web servers in front of a shop do. */
export async function compressPages(ctx: Context, next: Next): Promise<void> {
  await next();
  if (typeof ctx.body !== 'string' || !ctx.acceptsEncodings('gzip', 'identity')) return;
  ctx.vary('accept-encoding');
  const isText = ['html', 'css', 'javascript'].some((type) => ctx.type.includes(type));
  if (!isText || ctx.acceptsEncodings('gzip', 'identity') !== 'gzip') return;
  ctx.set('content-encoding', 'gzip');
  ctx.body = gzipSync(ctx.body, { level: 1 });
}
