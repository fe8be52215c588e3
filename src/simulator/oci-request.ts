import type { FormPair } from '../http/form.ts';
import type { OciCall } from '../profiles/profile.ts';
import { isSapEvent } from '../punchout/return-url.ts';
import type { Question } from './ask.ts';

/** The procurement system that the simulator plays. */
export interface OciBuyer {
  /** Address of the gateway for OCI logins. */
  url: string;
  call: OciCall;
  user: string;
  password: string;
  /** Sent in place of user and password where it is not empty. */
  token: string;
  hookUrl: string;
  /** Where a visit goes that ends without a cart. */
  cancelUrl: string;
  /** Parameters beside those of the call; they take the place of those with their name. */
  parameters: readonly (readonly [name: string, value: string])[];
  /** What is secret in them. */
  secrets: readonly string[];
  /** Index that the first item shall have. */
  startIndex: 0 | 1;
}

/** Nobody listens there. */
export const plainHookUrl = 'https://buyer.example/return?requisition=7&line=1';

/** The return address of a call that says nothing else: SAP GUI's own, or one where nobody listens. */
export function usualHookUrl({ parameters }: OciCall): string {
  const sapEvent = parameters.find(([, value]) => isSapEvent(value));
  return sapEvent?.[1] ?? plainHookUrl;
}

/** All that is secret about a buyer. */
export function secretsOf({ password, token, secrets }: OciBuyer): string[] {
  return [password, token, ...secrets].filter(Boolean);
}

/** Name and value of each parameter of a call, the return address last. */
export function parametersOf(buyer: OciBuyer, more: readonly FormPair[] = []): FormPair[] {
  const own = withToken(buyer).map(([name, value]): FormPair => [name, filled(value, buyer)]);
  const given = [...buyer.parameters, ...more];
  const replaced = new Set(given.map(([name]) => name.toUpperCase()));
  const kept = own.filter(([name]) => !replaced.has(name.toUpperCase()));
  const all = [...kept, ...given.map(([name, value]): FormPair => [name, value])];
  const isHook = ([, value]: FormPair) => value === buyer.hookUrl;
  const hook: FormPair[] = all.some(isHook) ? all.filter(isHook) : [['HOOK_URL', buyer.hookUrl]];
  return [...all.filter((pair) => !isHook(pair)), ...hook];
}

function withToken({ call, token }: OciBuyer): OciCall['parameters'] {
  if (token === '' || call.parameters.some(([, value]) => value.includes('{token}'))) return call.parameters;
  const others = call.parameters.filter(([, value]) => !/\{(user|password)\}/.test(value));
  return [...others, ['TOKEN', '{token}']];
}

/** SAP GUI catches a cart for SAPEVENT: where another return address is wished, it stands in its place. */
function filled(value: string, { user, password, token, hookUrl, cancelUrl }: OciBuyer): string {
  if (isSapEvent(value)) return hookUrl;
  const values: Record<string, string> = { user, password, token, hookUrl, cancelUrl };
  return value.replaceAll(
    /\{(user|password|token|hookUrl|cancelUrl)\}/g,
    (_, name: string) => values[name] ?? '',
  );
}

/** The call as the platform sends it: by its method, in its charset, the return address encoded or not. */
export function loginQuestion(buyer: OciBuyer, more: readonly FormPair[] = []): Question {
  const { url, call, hookUrl } = buyer;
  const encoded = parametersOf(buyer, more).map(([name, value]) => {
    const raw = call.unencodedHookUrl === true && value === hookUrl;
    return `${percentEncoded(name, call.charset)}=${raw ? value : percentEncoded(value, call.charset)}`;
  });
  const text = encoded.join('&');
  if (call.method === 'get') return { url: `${url}${url.includes('?') ? '&' : '?'}${text}` };
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  return { url, method: 'POST', headers, body: Buffer.from(text, 'latin1') };
}

/** As a form of that charset is encoded. */
function percentEncoded(text: string, charset: string): string {
  const encoding = /^(iso-8859-1|windows-1252|latin1)$/i.test(charset) ? 'latin1' : 'utf8';
  const bytes = Buffer.from(text, encoding);
  return bytes
    .toString('latin1')
    .replaceAll(/[^A-Za-z0-9*._-]/g, (character) => `%${hex(character.charCodeAt(0))}`);
}

function hex(byte: number): string {
  return byte.toString(16).toUpperCase().padStart(2, '0');
}
