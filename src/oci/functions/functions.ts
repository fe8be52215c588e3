import type { Context } from '../../http/context.ts';
import { PunchOutError } from '../../punchout/punchout-error.ts';
import { type OciFunction, type OciSystem, ociFunctionSchema } from '../../punchout/system.ts';
import { type LoginRequest, parameter } from '../login-request.ts';
import type { OciCall } from '../start-request.ts';
import { answerBackgroundSearch } from './background-search.ts';
import { answerDownloadJson } from './download-json.ts';
import type { AnswerFunction, FunctionPorts } from './function-call.ts';
import { answerValidate } from './validate.ts';

/** What a call for a function gets: a visit of the shop, or an answer at once. */
const answers = {
  DETAIL: 'visit',
  SOURCING: 'visit',
  VALIDATE: answerValidate,
  QUANTITYCHECK: answerValidate,
  BACKGROUND_SEARCH: answerBackgroundSearch,
  DOWNLOADJSON: answerDownloadJson,
} as const satisfies Record<OciFunction, AnswerFunction | 'visit'>;

/**
 * The function that a call names, in any letter case; undefined for an ordinary visit. What no version of OCI knows
 * begins an ordinary visit too.
 * @throws PunchOutError `function_not_offered`
 */
export function functionOf(
  request: LoginRequest,
  { name, functions }: OciSystem,
  tellUnknown: (value: string) => void,
): OciFunction | undefined {
  const value = parameter(request, 'FUNCTION')?.trim();
  if (!value) return undefined;
  const { data: known } = ociFunctionSchema.safeParse(value.toUpperCase());
  if (known === undefined) tellUnknown(value);
  else if (!functions.includes(known)) throw new PunchOutError('function_not_offered', `${name}: ${known}`);
  return known;
}

export function beginsVisit(functionName: OciFunction | undefined): boolean {
  return functionName === undefined || answers[functionName] === 'visit';
}

/** Answers a call on its own address; false where it begins a visit. */
export async function answered(context: Context, call: OciCall, ports: FunctionPorts): Promise<boolean> {
  const answer = call.functionName === undefined ? 'visit' : answers[call.functionName];
  if (answer === 'visit') return false;
  const hits = await answer(context, call, ports);
  const { name: system } = call.stored.system;
  context.state.log.info({ event: 'oci_function', function: call.functionName, system, hits });
  return true;
}
