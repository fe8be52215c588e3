import type { FormPair } from '../http/form.ts';
import { PunchOutError } from '../punchout/punchout-error.ts';

/** An OCI call: its parameters under upper-case names, and as they came. */
export interface LoginRequest {
  method: 'get' | 'post';
  pairs: readonly FormPair[];
  values: ReadonlyMap<string, string>;
  /** Names that query and body have with different values. */
  contested: readonly string[];
}

/**
 * Merges query and body; the body wins. Names are matched without regard to case, since SAP itself writes `~OkCode` and
 * `~okcode`.
 * @throws PunchOutError `form_malformed` when one name has two values
 */
export function readLoginRequest(method: string, query: FormPair[], body: FormPair[]): LoginRequest {
  const fromBody = valuesOf(body);
  const kept = query.filter(([name]) => !fromBody.has(name.toUpperCase()));
  const pairs = [...kept, ...body].filter(([name]) => name !== '');
  return {
    method: method === 'GET' ? 'get' : 'post',
    pairs,
    values: new Map([...valuesOf(kept), ...fromBody]),
    contested: query.flatMap(([name, value]) =>
      value === (fromBody.get(name.toUpperCase()) ?? value) ? [] : [name],
    ),
  };
}

function valuesOf(pairs: FormPair[]): Map<string, string> {
  const values = new Map<string, string>();
  for (const [name, value] of pairs) {
    const key = name.toUpperCase();
    if ((values.get(key) ?? value) !== value) {
      throw new PunchOutError(
        'form_malformed',
        `parameter ${name.slice(0, 60)} comes twice, with two values`,
      );
    }
    values.set(key, value);
  }
  return values;
}

/** Value of a parameter, undefined where it is absent or empty. */
export function parameter(request: LoginRequest, name: string): string | undefined {
  const value = request.values.get(name.toUpperCase());
  return value === '' ? undefined : value;
}
