import type { ReturnForm } from '../punchout/session.ts';
import type { CxmlSystem } from '../punchout/system.ts';
import { writeLongDocument } from './write-document.ts';
import type { XmlElement } from './xml-element.ts';

type ReturnFieldRules = Pick<CxmlSystem, 'returnField' | 'returnFieldCase' | 'dtdVersion'>;

/**
 * Form fields that carry a message (cXML 1.2, 5.5.4). `cxml-base64` holds UTF-8, `cxml-urlencoded` ASCII with character
 * references; where both are posted they hold the same message, base64 first.
 */
export function returnFields(root: XmlElement, rules: ReturnFieldRules): ReturnForm['fields'] {
  const { returnField } = rules;
  const names = returnField === 'both' ? (['cxml-base64', 'cxml-urlencoded'] as const) : [returnField];
  return names.map((name) => [spelled(name, rules), fieldValue(name, root, rules)]);
}

function spelled(name: string, { returnFieldCase }: ReturnFieldRules): string {
  return returnFieldCase === 'guide' ? name.replace('cxml', 'cXML') : name;
}

function fieldValue(
  name: 'cxml-base64' | 'cxml-urlencoded',
  root: XmlElement,
  { dtdVersion }: ReturnFieldRules,
): string {
  const ascii = name === 'cxml-urlencoded';
  const text = writeLongDocument(root, { dtdVersion, ascii });
  return ascii ? text : Buffer.from(text).toString('base64');
}
