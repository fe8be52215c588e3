import { readFileSync } from 'node:fs';
import { InvalidArgumentError } from 'commander';
import { fileProblem } from '../file-problem.ts';

export type InputKind = 'cxml' | 'oci';

/** Bytes of a file that a command was given; one that cannot be read is wrong usage. */
export function readInput(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (cause) {
    const problem = cause instanceof Error ? cause.message : String(cause);
    throw new InvalidArgumentError(fileProblem(cause, path) ?? problem);
  }
}

/** A page with a form is OCI; other markup is cXML, in UTF-16 too. */
export function kindOf(bytes: Buffer): InputKind {
  const start = bytes
    .toString('latin1', 0, 4096)
    .replaceAll(/\0|^(\xef\xbb\xbf|\xff\xfe|\xfe\xff)/g, '')
    .trimStart();
  const page = /<(!doctype html|html|form|input)[\s>]/i.test(start);
  return !page && (start.startsWith('<') || /<\?xml\s|<cXML[\s>]/i.test(start)) ? 'cxml' : 'oci';
}
