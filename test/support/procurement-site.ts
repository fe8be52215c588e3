import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { type Html, html } from '../../src/http/html.ts';
import { ociParameters } from './buyer.ts';

export interface ProcurementSite {
  url: string;
  close(): Promise<void>;
}

interface SiteOptions {
  /** Where the catalogue is logged into. */
  loginUrl: string;
  /** A page of another site that tells which cookies it got, in a frame. */
  controlUrl: string;
}

/** A procurement system that shows the catalogue in a frame, and what comes back from it; `?target=` is its `~TARGET`. */
export async function startProcurementSite(options: SiteOptions): Promise<ProcurementSite> {
  const server = createServer((incoming, answer) => void respond(incoming, answer, options));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function respond(
  incoming: IncomingMessage,
  answer: ServerResponse,
  options: SiteOptions,
): Promise<void> {
  const { pathname, searchParams } = new URL(incoming.url ?? '/', 'http://site');
  if (pathname === '/control') return setControlCookies(answer);
  const page =
    pathname === '/control/seen'
      ? html`<p id="seen">${incoming.headers.cookie ?? 'no cookie'}</p>`
      : pathname.startsWith('/return')
        ? received(await text(incoming))
        : framePage(options, searchParams.get('target') ?? '_top');
  answer.setHeader('content-type', 'text/html; charset=utf-8').end(`<!doctype html>${page}`);
}

/** One cookie as third parties had them for years, one that belongs to this site inside that page alone. */
function setControlCookies(answer: ServerResponse): void {
  const frame = 'Path=/; Secure; SameSite=None';
  answer.setHeader('set-cookie', [`shared=1; ${frame}`, `partitioned=1; ${frame}; Partitioned`]);
  answer.writeHead(303, { location: '/control/seen' }).end();
}

function framePage({ loginUrl, controlUrl }: SiteOptions, target: string): Html {
  const parameters = { ...ociParameters, '~TARGET': target };
  return html`<title>Requisition</title>
<form method="post" action="${loginUrl}" target="catalog">
${Object.entries(parameters).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
<button type="submit">Open the catalogue</button></form>
<iframe name="control" src="${controlUrl}" width="300" height="60"></iframe>
<iframe name="catalog" width="1000" height="600"></iframe>`;
}

function received(body: string): Html {
  const pairs = [...new URLSearchParams(body)];
  return html`<title>Received</title><h1>Received</h1>
<ul>${pairs.map(([name, value]) => html`<li>${name} = ${value}</li>`)}</ul>`;
}
