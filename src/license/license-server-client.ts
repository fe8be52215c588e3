import type { Egress, TextAnswer } from '../http/egress.ts';
import { EgressError } from '../http/egress-error.ts';
import { LicenseError, type LicenseFaultCode, licenseFaults } from '../punchout/license-error.ts';
import {
  type EndpointName,
  endpoints,
  problemSchema,
  type RequestOf,
  type ResponseOf,
} from './license-server-api.ts';

export interface LicenseServerClientOptions {
  url: string;
  timeoutMilliseconds: number;
  egress: Egress;
}

/** Asks a license server. Every answer has the shape that the endpoint promises. */
export interface LicenseServerClient {
  /**
   * @param key license key, for endpoints that want one
   * @throws LicenseError what the server says; `server_unreachable`, `answer_untrusted`
   */
  ask<Name extends EndpointName>(
    name: Name,
    request: RequestOf<Name>,
    key?: string,
  ): Promise<ResponseOf<Name>>;
}

/** Enough for the document of some 100,000 customer licenses. */
const maximumBytes = 32 * 1024 * 1024;

export function createLicenseServerClient({
  url,
  timeoutMilliseconds,
  egress,
}: LicenseServerClientOptions): LicenseServerClient {
  return {
    async ask(name, request, key) {
      const { method, path, response } = endpoints[name];
      const headers = {
        accept: 'application/json',
        ...(request === undefined ? {} : { 'content-type': 'application/json' }),
        ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
      };
      const body = request === undefined ? undefined : JSON.stringify(request);
      const call = { method, url: url + path, headers, body, timeoutMilliseconds, maximumBytes };
      const answer = await egress.requestText(call).catch(unreachable);
      if (answer.status !== 200) throw refusalOf(answer);
      const read = response.safeParse(jsonOf(answer.text));
      if (!read.success) throw new LicenseError('answer_untrusted', `${path} answered with something else`);
      return read.data as ResponseOf<typeof name>;
    },
  };
}

function unreachable(error: unknown): never {
  if (!(error instanceof EgressError)) throw error;
  throw new LicenseError('server_unreachable', error.message, { cause: error });
}

/** What is not a refusal of ours comes from something in between, or from trouble of the server. */
function refusalOf({ status, text }: TextAnswer): LicenseError {
  const problem = problemSchema.safeParse(jsonOf(text));
  if (problem.success && isFault(problem.data.code))
    return new LicenseError(problem.data.code, problem.data.detail);
  return new LicenseError('server_unreachable', `it answered with HTTP status ${status}`);
}

function isFault(code: string): code is LicenseFaultCode {
  return Object.hasOwn(licenseFaults, code);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
