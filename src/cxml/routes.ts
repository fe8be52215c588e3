import Router from '@koa/router';
import type { Context, RequestState } from '../http/context.ts';
import { readBody } from '../http/read-body.ts';
import { logRefusal } from '../http/request-log.ts';
import type { SystemStore } from '../punchout/ports.ts';
import { asPunchOutError, PunchOutError } from '../punchout/punchout-error.ts';
import { writeAnswer } from './answer.ts';
import { authenticate, type StoredCxmlSystem } from './authenticate.ts';
import { type CxmlRequest, readEnvelope } from './envelope.ts';
import { documentPart } from './multipart.ts';
import { passOn } from './pass-on.ts';
import { isServed, profileResponse, type ServedRequest } from './profile-response.ts';
import { readDocument } from './read-document.ts';
import { type SetUpPorts, setUp } from './set-up.ts';
import { statusOf } from './status.ts';
import type { XmlElement } from './xml-element.ts';

export interface CxmlPorts extends SetUpPorts {
  systems: SystemStore;
  /** Most bytes of a request document. */
  maxBytes: number;
  /** Base of the URLs we hand out. */
  publicUrl: string;
}

type Transaction = (
  request: CxmlRequest,
  stored: StoredCxmlSystem,
  context: Context,
) => Promise<XmlElement | string>;

/** `POST /cxml` finds the System by its credentials, `POST /cxml/:system` names it. */
export function cxmlRoutes(ports: CxmlPorts): Router<RequestState> {
  const router = new Router<RequestState>();
  const paths = ['/cxml', '/cxml/:system'];
  router.post(paths, (context) => answer(context, context.params.system, ports));
  router.all(paths, sendHint);
  return router;
}

/** For whoever tries the address in a browser. */
function sendHint(context: Context): void {
  context.state.served = 'cxml';
  context.status = 405;
  context.set('Allow', 'POST');
  context.body = 'This address takes cXML documents by POST.\n';
}

/** Whatever happens, the answer is a cXML document over HTTP 200: anything else is a transport error and sent again. */
async function answer(context: Context, systemName: string | undefined, ports: CxmlPorts): Promise<void> {
  context.state.served = 'cxml';
  context.set({ 'Content-Type': 'text/xml; charset=UTF-8', 'Cache-Control': 'no-store' });
  try {
    const payload = await transact(context, systemName, ports);
    if (payload === undefined) return;
    context.body = typeof payload === 'string' ? payload : writeAnswer(ports.origin, { code: 200 }, payload);
  } catch (thrown) {
    const error = asPunchOutError(thrown);
    logRefusal(context.state.log, error, { protocol: 'cxml', systemName });
    const detail = `${error.buyerText} Reference: ${context.state.reference}`;
    context.body = writeAnswer(ports.origin, { code: statusOf[error.reason], detail });
  }
}

/** Undefined where the shop itself has answered. */
async function transact(
  context: Context,
  systemName: string | undefined,
  ports: CxmlPorts,
): Promise<XmlElement | string | undefined> {
  const bytes = await readBody(context.req, ports.maxBytes, 'document_too_large');
  const document = documentPart(bytes, context.get('Content-Type'));
  const request = readEnvelope(readDocument(document.bytes, document.contentType));
  const stored = await authenticate(request.header, systemName, ports);
  if (await passOn(context, { request, stored, bytes }, ports)) return undefined;
  const { name } = request.request;
  if (!isServed(name)) throw new PunchOutError('unsupported_request', name);
  return await transactions(ports)[name](request, stored, context);
}

/** What happens to an order is told to who placed it, not to us; and nothing ever waits to be fetched. */
function transactions(ports: CxmlPorts): Record<ServedRequest, Transaction> {
  return {
    ProfileRequest: async (_, { system: { name, operationAllowed } }) =>
      profileResponse({
        systemUrl: `${ports.publicUrl}/cxml/${name}`,
        effectiveAt: ports.surroundings.now(),
        operationAllowed,
      }),
    StatusUpdateRequest: async () => writeAnswer(ports.origin, { code: 200 }),
    GetPendingRequest: async () => writeAnswer(ports.origin, { code: 204 }),
    PunchOutSetupRequest: (request, stored, { state }) => setUp(request, stored, { log: state.log, ports }),
  };
}
