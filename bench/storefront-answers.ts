import { Buffer } from 'node:buffer';

const word = 'Hexagon bolt, steel, zinc plated';

/** A page as a storefront makes it: elements, links of its own with and without host, scripts. */
function pageOf(origin: string, bytes: number): Buffer {
  const head = `<!doctype html><html lang="en"><head><title>${word}</title>
<link rel="canonical" href="${origin}/bolts"></head><body>`;
  const tail = '</body></html>';
  const rows: string[] = [];
  for (let size = head.length + tail.length, index = 0; size < bytes; index += 1) {
    const address = index % 10 === 0 ? `${origin}/bolt/${index}` : `/bolt/${index}`;
    const row = `<div class="card product-box"><a class="product-name" href="${address}" title="${word} ${index}">
<span itemprop="name">${word} ${index}</span></a><p class="price">${index}.90 EUR *</p></div>\n`;
    rows.push(row);
    size += row.length;
  }
  return Buffer.from(head + rows.join('') + tail);
}

interface StubAnswer {
  type: string;
  body: Buffer;
}

/** What the stub of a storefront has: the same page as a page and as text, a style sheet and two downloads. */
export function storefrontAnswers(origin: string): Record<string, StubAnswer> {
  const page = pageOf(origin, 60_000);
  return {
    '/theme/all.css': { type: 'text/css', body: Buffer.alloc(8_000, '.card { color: #123; }\n') },
    '/bolts': { type: 'text/html; charset=utf-8', body: page },
    '/bolts-as-text': { type: 'text/plain', body: page },
    '/media/film.mp4': { type: 'video/mp4', body: Buffer.alloc(30_000_000, 'film ') },
    '/media/manual.pdf': { type: 'application/pdf', body: Buffer.alloc(10_000_000, 'manual ') },
  };
}
