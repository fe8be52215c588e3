import { once } from 'node:events';
import { type Readable, Transform } from 'node:stream';
import { PunchOutError } from '../punchout/punchout-error.ts';
import type { ShopResponse } from '../punchout/shop.ts';
import { decoderOf, encoderOf, type PageCoding } from './content-coding.ts';
import { PageRewriter } from './page-rewriter.ts';
import type { PageRewrite } from './rewrite-page.ts';

const rewritten = /^(text\/html|application\/(xhtml\+xml|([\w.-]+\+)?json))\s*(;|$)/i;
const page = /^(text\/html|application\/xhtml\+xml)\s*(;|$)/i;

/** Whether addresses of the shop and its token are looked for in an answer: in pages and in JSON. */
export function isRewritten(response: Pick<ShopResponse, 'headers'>): boolean {
  return rewritten.test(typeOf(response));
}

export function isPage(response: Pick<ShopResponse, 'headers'>): boolean {
  return page.test(typeOf(response));
}

function typeOf({ headers }: Pick<ShopResponse, 'headers'>): string {
  return String(headers['content-type'] ?? '');
}

interface PageBodyOptions {
  rewrite: PageRewrite;
  /** How the browser wants it; undefined: as it is. */
  coding: PageCoding | undefined;
  /** Until its first bytes have come. */
  milliseconds: number;
}

/**
 * The body of a page as the browser gets it, once its first bytes have come: until then a refusal can be sent instead.
 * What breaks later is an error of the stream.
 * @throws PunchOutError `shop_unreachable`, `shop_answer_invalid`
 */
export async function openPageBody(
  response: ShopResponse,
  { rewrite, coding, milliseconds }: PageBodyOptions,
): Promise<Readable> {
  const decoder = decoderFor(response);
  const rewriter = rewriting(rewrite);
  chain([response.body, ...(decoder ? [decoder] : []), rewriter]);
  await firstBytes(rewriter, milliseconds);
  return coding === undefined ? rewriter : chain([rewriter, encoderOf(coding)]);
}

function decoderFor({ status, headers }: ShopResponse): Transform | undefined {
  // A token that lies across the border of two ranges would not be found.
  if (status === 206) throw invalid('a part of a page, although we asked for all of it');
  const coding = String(headers['content-encoding'] ?? '');
  const decoder = decoderOf(coding);
  if (decoder === 'unknown') throw invalid(`a page in the coding ${coding.slice(0, 50)}`);
  return decoder;
}

function rewriting(rewrite: PageRewrite): Transform {
  const rewriter = new PageRewriter(rewrite);
  return new Transform({
    transform: (chunk, _, done) => done(null, rewriter.push(chunk)),
    flush: (done) => done(null, rewriter.end()),
  });
}

/** The last of the streams: an error of any is one of the last, and when the last is done with, all are. */
function chain(streams: readonly [Readable, ...Transform[]]): Readable {
  return streams.reduce((source, target) => {
    source.on('error', (error) => target.destroy(asBreak(error)));
    target.on('close', () => void source.destroy());
    return source.pipe(target as Transform);
  });
}

function asBreak(cause: Error): PunchOutError {
  if (cause instanceof PunchOutError) return cause;
  return new PunchOutError('shop_unreachable', 'the page broke off', { cause });
}

function invalid(detail: string): PunchOutError {
  return new PunchOutError('shop_answer_invalid', detail);
}

/** Its end counts too: a page may be empty. */
async function firstBytes(stream: Readable, milliseconds: number): Promise<void> {
  const late = setTimeout(() => {
    stream.destroy(new PunchOutError('shop_unreachable', 'the page did not begin in time'));
  }, milliseconds);
  try {
    await once(stream, 'readable');
  } finally {
    clearTimeout(late);
  }
}
