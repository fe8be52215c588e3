import { allowedReturnUrl } from '../punchout/return-url.ts';
import { lintOciCart, type OciFinding } from './lint.ts';
import { lintJsonCart } from './lint-json-cart.ts';
import { type FormField, type FormFile, isForm, readFormFile } from './read-form-file.ts';
import { isJsonCart } from './read-json-cart.ts';

export interface FormFinding {
  severity: 'refused' | 'tolerated';
  /** From 1. */
  line: number;
  path: string;
  problem: string;
}

const secretName = /^(pass(word|wd)?|pwd|kennwort|token|secret)$/i;

/** What is wrong with an OCI call or an OCI return; nothing where it is valid. No value is repeated. */
export function lintForm(bytes: Buffer): FormFinding[] {
  if (bytes.length === 0) return [refused(1, 'form', 'has no fields: the file is empty')];
  const form = readFormFile(bytes);
  if (!isForm(form)) return [refused(1, 'document', 'is neither a cXML document nor an OCI form')];
  const stray = form.strayLines.map((line) => refused(line, 'form', 'has no field of the form name=value'));
  if (form.fields.length === 0) return [refused(1, 'form', 'has no fields')];
  return [...stray, ...(isReturn(form) ? lintReturn(form) : lintCall(form))];
}

function refused(line: number, path: string, problem: string): FormFinding {
  return { severity: 'refused', line, path, problem };
}

function tolerated(line: number, path: string, problem: string): FormFinding {
  return { severity: 'tolerated', line, path, problem };
}

/** The cart as JSON, be it in one field or the whole file. */
function jsonCartOf(fields: FormField[]): FormField | undefined {
  return fields.find(({ value }) => isJsonCart(value));
}

/** A call may have a NEW_ITEM-VENDOR too, but it says where the cart goes. A cancelled visit returns no items. */
function isReturn({ fields }: FormFile): boolean {
  const cancelled = fields.every(({ name }) => name.startsWith('~'));
  const filled = jsonCartOf(fields) !== undefined || fields.some(({ name }) => /^NEW_ITEM/i.test(name));
  return cancelled || (!hookUrlOf(fields) && filled);
}

function lintReturn({ fields, inAddress }: FormFile): FormFinding[] {
  const json = jsonCartOf(fields);
  const findings = json
    ? lintJsonCart(json.value)
    : lintOciCart(fields.map(({ name, value }) => [name, value]));
  const sent = inAddress ? [refused(1, 'form', 'is sent by GET: long carts are cut, POST it')] : [];
  return [...sent, ...findings.map((finding) => returnFinding(finding, json ? [json] : fields))];
}

/** A text that is too long is cut, all else costs the line or the cart. */
function returnFinding(finding: OciFinding, fields: FormField[]): FormFinding {
  const { field, problem, cut } = finding;
  return { severity: cut ? 'tolerated' : 'refused', line: lineOf(finding, fields), path: field, problem };
}

/** Of the field; where it is missing, of its item. */
function lineOf({ field, problem }: OciFinding, fields: FormField[]): number {
  const own = fields.filter(({ name }) => name === field);
  const named = problem === 'comes twice' ? own[1] : own[0];
  const index = /\[\d+\]$/.exec(field)?.[0] ?? '';
  return (named ?? fields.find(({ name }) => index !== '' && name.endsWith(index)) ?? fields[0])?.line ?? 1;
}

function lintCall(form: FormFile): FormFinding[] {
  return [...hookUrlFindings(form), ...twice(form.fields), ...secretsInAddress(form)];
}

function hookUrlOf(fields: FormField[]): FormField | undefined {
  return fields.find(({ name }) => name.toUpperCase() === 'HOOK_URL');
}

function hookUrlFindings({ fields, encoded }: FormFile): FormFinding[] {
  const hookUrl = hookUrlOf(fields);
  if (!hookUrl || hookUrl.value === '') {
    const problem = hookUrl ? 'is empty' : 'is missing: the cart has nowhere to go';
    return [refused(hookUrl?.line ?? 1, 'HOOK_URL', problem)];
  }
  const { line, value } = hookUrl;
  const raw = encoded === undefined ? [] : rawFindings(line, encoded);
  if (/^https?%3a/i.test(value)) return [refused(line, 'HOOK_URL', 'is percent-encoded twice')];
  if (!isReturnUrl(value)) return [...raw, refused(line, 'HOOK_URL', 'is no http or https address')];
  const plain = /^http:/i.test(value);
  const problem = 'is http: the cart travels unencrypted';
  return [...raw, ...(plain ? [tolerated(line, 'HOOK_URL', problem)] : [])];
}

/** Behind a query that is not encoded, "&" ends the HOOK_URL: the rest of it reads as parameters of the call. */
function rawFindings(line: number, encoded: string): FormFinding[] {
  const [, value = '', rest = ''] = /(?:^|&)HOOK_URL=([^&]*)(&.*)?$/i.exec(encoded) ?? [];
  if (!value.includes('://')) return [];
  const cut = value.includes('?') && rest !== '';
  const problem = 'is not percent-encoded';
  return cut
    ? [refused(line, 'HOOK_URL', `${problem}: what follows its first & is read as parameters of the call`)]
    : [tolerated(line, 'HOOK_URL', problem)];
}

function isReturnUrl(value: string): boolean {
  try {
    return allowedReturnUrl(value, [new URL(value).origin]) !== '';
  } catch {
    return false;
  }
}

function twice(fields: FormField[]): FormFinding[] {
  const seen = new Map<string, string>();
  return fields.flatMap(({ name, value, line }) => {
    const earlier = seen.get(name.toUpperCase());
    if (earlier === undefined) seen.set(name.toUpperCase(), value);
    return earlier === undefined || earlier === value
      ? []
      : [refused(line, name.slice(0, 60), 'comes twice, with two values')];
  });
}

function secretsInAddress({ fields, inAddress }: FormFile): FormFinding[] {
  const secrets = inAddress ? fields.filter(({ name }) => secretName.test(name)) : [];
  const problem = 'stands in the address, which logs and histories keep: POST it';
  return secrets.map(({ name, line }) => tolerated(line, name, problem));
}
