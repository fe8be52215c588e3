import type { Transform } from 'node:stream';
import {
  constants,
  createBrotliCompress,
  createBrotliDecompress,
  createGunzip,
  createGzip,
  createInflate,
  createZstdDecompress,
} from 'node:zlib';

const decoders: Record<string, () => Transform> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
  zstd: createZstdDecompress,
};

const { BROTLI_OPERATION_FLUSH, BROTLI_PARAM_LGWIN, BROTLI_PARAM_QUALITY, Z_SYNC_FLUSH } = constants;

/** Quick rather than small, and flushed, so that what has come is seen at once. A large window takes megabytes for each page. */
const encoders = {
  br: () =>
    createBrotliCompress({
      flush: BROTLI_OPERATION_FLUSH,
      params: { [BROTLI_PARAM_QUALITY]: 3, [BROTLI_PARAM_LGWIN]: 18 },
    }),
  gzip: () => createGzip({ level: 3, flush: Z_SYNC_FLUSH }),
} as const satisfies Record<string, () => Transform>;

export type PageCoding = keyof typeof encoders;

/** RFC 9110, 8.4: undefined where a body is as it is, `unknown` where we cannot read it. */
export function decoderOf(contentEncoding: string): Transform | 'unknown' | undefined {
  const coding = contentEncoding.trim().toLowerCase();
  if (coding === '' || coding === 'identity') return undefined;
  return Object.hasOwn(decoders, coding) ? decoders[coding]?.() : 'unknown';
}

export function encoderOf(coding: PageCoding): Transform {
  return encoders[coding]();
}

/** The best that a browser takes: RFC 9110, 12.5.3. Undefined: as it is. */
export function codingFor(acceptEncoding: string): PageCoding | undefined {
  const accepted = new Map(acceptEncoding.split(',').map(weightOf));
  const weight = (coding: PageCoding) => accepted.get(coding) ?? accepted.get('*') ?? 0;
  if (weight('br') === 0 && weight('gzip') === 0) return undefined;
  return weight('br') >= weight('gzip') ? 'br' : 'gzip';
}

function weightOf(element: string): [coding: string, weight: number] {
  const [coding = '', ...parameters] = element.split(';').map((part) => part.trim().toLowerCase());
  const quality = parameters.find((parameter) => parameter.startsWith('q='));
  const weight = quality === undefined ? 1 : Number(quality.slice(2));
  return [coding, Number.isNaN(weight) ? 0 : weight];
}
