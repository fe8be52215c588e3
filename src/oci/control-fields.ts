import type { FormPair } from '../http/form.ts';

const echoed = ['~OKCODE', '~CALLER', '~TARGET', 'RETURNTARGET'];

/** Fields of a call that its return repeats in the spelling they came in. */
export function echoedFields(pairs: readonly FormPair[]): FormPair[] {
  return pairs.filter(([name]) => echoed.includes(name.toUpperCase()));
}

/** The control fields of SAP that are not among those that came. */
export function lackingControlFields(came: readonly FormPair[], target: string): FormPair[] {
  const names = came.map(([name]) => name.toUpperCase());
  const all: FormPair[] = [
    ['~OkCode', 'ADDI'],
    ['~CALLER', 'CTLG'],
    ['~TARGET', target],
  ];
  return all.filter(([name]) => !names.includes(name.toUpperCase()));
}
