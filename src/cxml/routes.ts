import Router from '@koa/router';
import type { Context, RequestState } from '../http/context.ts';
import { readBody } from '../http/read-body.ts';
import { logRefusal } from '../http/request-log.ts';
import type { SystemStore } from '../punchout/ports.ts';
import { asPunchOutError, PunchOutError } from '../punchout/punchout-error.ts';
import { type StartSessionPorts, startSession } from '../punchout/start-session.ts';
import { type Origin, writeAnswer } from './answer.ts';
import { authenticate, type StoredCxmlSystem } from './authenticate.ts';
import { type CxmlRequest, readEnvelope } from './envelope.ts';
import { findCustomer } from './find-customer.ts';
import { profileResponse } from './profile-response.ts';
import type { ProtocolData } from './protocol-data.ts';
import { readPunchOutSetupRequest, returnTargetOf } from './punchout-setup-request.ts';
import { punchOutSetupResponse } from './punchout-setup-response.ts';
import { readDocument } from './read-document.ts';
import { statusOf } from './status.ts';
import type { XmlElement } from './xml-element.ts';

export interface CxmlPorts extends StartSessionPorts {
  systems: SystemStore;
  origin: Origin;
  /** Most bytes of a request document. */
  maxBytes: number;
  /** Base of the URLs we hand out. */
  publicUrl: string;
  startPageUrl: (startToken: string) => string;
}

type Transaction = (request: CxmlRequest, stored: StoredCxmlSystem, context: Context) => Promise<XmlElement>;

/** `POST /cxml` finds the System by its credentials, `POST /cxml/:system` names it. */
export function cxmlRoutes(ports: CxmlPorts): Router<RequestState> {
  const router = new Router<RequestState>();
  const paths = ['/cxml', '/cxml/:system'];
  router.post(paths, (context) => answer(context, context.params.system, ports));
  router.get(paths, sendHint);
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
    context.body = writeAnswer(ports.origin, { code: 200 }, payload);
  } catch (thrown) {
    const error = asPunchOutError(thrown);
    logRefusal(context.state.log, error, { protocol: 'cxml', systemName });
    const detail = `${error.buyerText} Reference: ${context.state.reference}`;
    context.body = writeAnswer(ports.origin, { code: statusOf[error.reason], detail });
  }
}

async function transact(
  context: Context,
  systemName: string | undefined,
  ports: CxmlPorts,
): Promise<XmlElement> {
  const bytes = await readBody(context.req, ports.maxBytes, 'document_too_large');
  const request = readEnvelope(readDocument(bytes, context.get('Content-Type')));
  const stored = await authenticate(request.header, systemName, ports);
  const { name } = request.request;
  const transaction = transactions(ports)[name];
  if (!transaction) throw new PunchOutError('unsupported_request', name);
  return await transaction(request, stored, context);
}

function transactions(ports: CxmlPorts): Partial<Record<string, Transaction>> {
  return {
    ProfileRequest: async (_, { system }) =>
      profileResponse(`${ports.publicUrl}/cxml/${system.name}`, ports.surroundings.now()),
    PunchOutSetupRequest: (request, stored, context) => setUp(request, stored, { context, ports }),
  };
}

async function setUp(
  { request, header, deploymentMode, language }: CxmlRequest,
  stored: StoredCxmlSystem,
  { context, ports }: { context: Context; ports: CxmlPorts },
): Promise<XmlElement> {
  const setup = readPunchOutSetupRequest(request);
  const customer = findCustomer(setup, stored.system);
  const { from, to } = header;
  const data: ProtocolData = {
    buyerCookie: setup.buyerCookie,
    from: [...from],
    to: [...to],
    deploymentMode,
    language,
  };
  const { session, startToken } = await startSession(
    {
      stored,
      customer,
      returnUrl: setup.returnUrl,
      returnTarget: returnTargetOf(setup),
      parameters: [],
      extrinsics: setup.extrinsics,
      protocolData: JSON.stringify(data),
    },
    ports,
  );
  context.state.log.info({ event: 'session_started', session: session.id, system: stored.system.name });
  return punchOutSetupResponse(ports.startPageUrl(startToken));
}
