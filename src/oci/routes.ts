import Router from '@koa/router';
import type { Context, RequestState } from '../http/context.ts';
import { decodeForm, type FormPair } from '../http/form.ts';
import { readBody } from '../http/read-body.ts';
import { sendRefusalPage } from '../http/refusal-page.ts';
import { logRefusal } from '../http/request-log.ts';
import type { SystemStore } from '../punchout/ports.ts';
import { asPunchOutError, PunchOutError } from '../punchout/punchout-error.ts';
import { type StartSessionPorts, startSession } from '../punchout/start-session.ts';
import type { OciSystem, System } from '../punchout/system.ts';
import type { UnitInbox } from '../punchout/unit-inbox.ts';
import type { StandardUnits } from '../punchout/unit-of-measure.ts';
import { authenticate } from './authenticate.ts';
import { entryPage } from './functions/entry-page.ts';
import { answered, functionOf } from './functions/functions.ts';
import { type LoginRequest, parameter, readLoginRequest } from './login-request.ts';
import { passOn } from './pass-on.ts';
import { admissionRequest, type OciCall } from './start-request.ts';
import { encodeHookUrl } from './unencoded-hook-url.ts';

export interface OciPorts extends StartSessionPorts {
  standardUnits: StandardUnits;
  unitInbox: UnitInbox;
  systems: SystemStore;
  maxBytes: number;
  maxFields: number;
  startPageUrl: (startToken: string, system: System) => string;
}

/** `GET` or `POST /oci` derives the System from the parameters, `/oci/:system` names it. */
export function ociRoutes(ports: OciPorts): Router<RequestState> {
  const router = new Router<RequestState>();
  const login = (context: Context, systemName: string | undefined) => answer(context, systemName, ports);
  router.all(['/oci', '/oci/:system'], (context) => login(context, context.params.system));
  return router;
}

async function answer(context: Context, systemName: string | undefined, ports: OciPorts): Promise<void> {
  context.state.served = 'oci';
  try {
    const call = await readCall(context, systemName, ports);
    if (await passOn(context, call, ports)) return;
    if (!(await answered(context, call, ports))) await beginVisit(context, call, ports);
  } catch (thrown) {
    const error = asPunchOutError(thrown);
    logRefusal(context.state.log, error, { protocol: 'oci', systemName });
    sendRefusalPage(context, error, { reference: context.state.reference, frameAncestors: ['*'] });
  }
}

async function readCall(context: Context, systemName: string | undefined, ports: OciPorts): Promise<OciCall> {
  const body = context.method === 'POST' ? await readForm(context, ports) : undefined;
  const came = readRequest(context, body, ports);
  const authenticated = await authenticate(came, systemName, ports);
  const { system } = authenticated.stored;
  const request = hookUrlWhole(came, system, context);
  const functionName = functionOf(request, system, (value) =>
    context.state.log.info({
      event: 'oci_function_unknown',
      function: value.slice(0, 40),
      system: system.name,
    }),
  );
  return { ...authenticated, request, functionName, body };
}

/** A login leaves the address bar at once: 303 to the start page, and no referrer to carry it further. */
async function beginVisit(context: Context, call: OciCall, ports: OciPorts): Promise<void> {
  const { name: system, login } = call.stored.system;
  const entry = { page: entryPage(call), lines: [] };
  const returnUrl = parameter(call.request, login.hookUrl);
  const { session, startToken } = await startSession({ ...admissionRequest(call), returnUrl, entry }, ports);
  context.state.log.info({ event: 'session_started', session: session.id, system });
  context.redirect(ports.startPageUrl(startToken, call.stored.system));
  context.status = 303;
  context.set({ 'Referrer-Policy': 'no-referrer', 'Cache-Control': 'no-store' });
}

function readRequest(
  context: Context,
  body: Buffer | undefined,
  { maxBytes, maxFields }: OciPorts,
): LoginRequest {
  const { method } = context;
  if (method !== 'GET' && method !== 'POST') throw new PunchOutError('method_not_allowed', method);
  if (context.querystring.length > maxBytes) throw new PunchOutError('form_too_large', 'query');
  const query = decode(Buffer.from(context.querystring, 'latin1'), maxFields);
  return readLoginRequest(context.method, query, body ? decode(body, maxFields) : []);
}

async function readForm(context: Context, { maxBytes }: OciPorts): Promise<Buffer> {
  const body = await readBody(context.req, maxBytes, 'form_too_large');
  if (body.length > 0 && !context.is('application/x-www-form-urlencoded')) {
    throw new PunchOutError('form_malformed', `Content-Type ${context.get('Content-Type').slice(0, 80)}`);
  }
  return body;
}

/** A call may say which charset its bytes are in (`http_content_charset`); a name we do not know is not obeyed. */
function decode(bytes: Buffer, maxFields: number): FormPair[] {
  const pairs = decodeForm(bytes, { maxFields });
  const charset = pairs.find(([name]) => name.toLowerCase() === 'http_content_charset')?.[1];
  return charset && /^(iso-8859-\d{1,2}|windows-125\d|utf-8)$/i.test(charset)
    ? decodeForm(bytes, { charset, maxFields })
    : pairs;
}

function hookUrlWhole(request: LoginRequest, { login }: OciSystem, context: Context): LoginRequest {
  if (!login.unencodedHookUrl || request.method !== 'get') return request;
  const query = Buffer.from(encodeHookUrl(context.querystring, login), 'latin1');
  return readLoginRequest('GET', decode(query, request.pairs.length + 1), []);
}
