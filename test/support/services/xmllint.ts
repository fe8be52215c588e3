import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { requiredDataFolder, requiredProgram } from './availability.ts';

/** Confirmations and ship notices are in Fulfill, invoices in InvoiceDetail, quotes in Quote; of 1.2.014 there is cXML only. */
interface CxmlDtd {
  version: '1.2.014' | '1.2.071';
  dtd: 'cXML' | 'Fulfill' | 'InvoiceDetail' | 'Quote';
}

// xmllint's own exit codes: parse error, validation error.
const documentIsWrong = [1, 3];

/** What is wrong with the document, one line each; empty where it is valid. Throws where xmllint cannot judge. */
export async function validateWithDtd(xml: string, { version, dtd }: CxmlDtd): Promise<string[]> {
  const dtdPath = join(requiredDataFolder('cxmlDtd'), version, `${dtd}.dtd`);
  const child = spawn(requiredProgram('xmllint'), ['--nonet', '--noout', '--dtdvalid', dtdPath, '-']);
  child.stdin.on('error', () => {});
  child.stdin.end(xml);
  const [output, [status]] = await Promise.all([text(child.stderr), once(child, 'close')]);
  const problems = output.split('\n').filter((line) => line.startsWith('-:') && line.includes('error : '));
  const couldJudge = status === 0 || (documentIsWrong.includes(status) && problems.length > 0);
  if (!couldJudge) {
    throw new Error(`xmllint ended with status ${status}: ${output}`);
  }
  return problems;
}
