import { readFileSync } from 'node:fs';

type Quantifier = '' | '?' | '*' | '+';

/** Content model of an element, as the DTD writes it. */
export type Particle =
  | { kind: 'name'; name: string; quantifier: Quantifier }
  | { kind: 'sequence' | 'choice'; parts: Particle[]; quantifier: Quantifier };

export interface DtdElement {
  /** `any` content, text, text mixed with elements, or elements alone. */
  content: 'any' | 'empty' | 'text' | 'mixed' | 'elements';
  /** Present for `mixed` and `elements`. */
  model?: Particle;
  attributes: Set<string>;
  required: Set<string>;
}

export type Dtd = Map<string, DtdElement>;

/** Reads the declarations of a DTD that needs no other file; what marked sections exclude is left out. */
export function readDtd(path: string): Dtd {
  const text = withoutIgnored(readFileSync(path, 'utf8').replaceAll(/<!--[\s\S]*?-->/g, ''));
  const entities = parameterEntities(text);
  const elements: Dtd = new Map();
  for (const [, name = '', body = ''] of text.matchAll(/<!ELEMENT\s+(\S+)\s+([^>]*)>/g)) {
    elements.set(name, elementOf(expanded(body, entities).trim()));
  }
  for (const [, name = '', body = ''] of text.matchAll(/<!ATTLIST\s+(\S+)\s+([^>]*)>/g)) {
    addAttributes(elements.get(name), expanded(body, entities));
  }
  return elements;
}

/** The DTDs have one switch, `SGML-help`, and it is set to IGNORE. */
function withoutIgnored(text: string): string {
  return text.replaceAll(/<!\[\s*(?:%SGML-help;|IGNORE)\s*\[[\s\S]*?\]\]>/g, '');
}

/** The first declaration of an entity is the one that counts. */
function parameterEntities(text: string): Map<string, string> {
  const entities = new Map<string, string>();
  for (const [, name = '', , value = ''] of text.matchAll(/<!ENTITY\s+%\s+(\S+)\s+(["'])([\s\S]*?)\2\s*>/g)) {
    if (!entities.has(name)) entities.set(name, value);
  }
  return entities;
}

function expanded(text: string, entities: Map<string, string>): string {
  const once = text.replaceAll(/%([\w.:-]+);/g, (_, name: string) => {
    const value = entities.get(name);
    if (value === undefined) throw new Error(`the DTD declares no entity ${name}`);
    return ` ${value} `;
  });
  return once === text ? text : expanded(once, entities);
}

function elementOf(body: string): DtdElement {
  const attributes = { attributes: new Set<string>(), required: new Set<string>() };
  if (body === 'ANY') return { content: 'any', ...attributes };
  if (body === 'EMPTY') return { content: 'empty', ...attributes };
  if (/^\(\s*#PCDATA\s*\)\*?$/.test(body)) return { content: 'text', ...attributes };
  const tokens = body.match(/[(),|?*+]|[^\s(),|?*+]+/g) ?? [];
  const model = group(tokens);
  if (tokens.length > 0) throw new Error(`content model not understood: ${body}`);
  return { content: body.includes('#PCDATA') ? 'mixed' : 'elements', model, ...attributes };
}

/** Reads one particle off the front of the tokens. */
function particle(tokens: string[]): Particle {
  if (tokens[0] === '(') return group(tokens);
  const name = tokens.shift() ?? '';
  return { kind: 'name', name, quantifier: quantifierOf(tokens) };
}

function group(tokens: string[]): Particle {
  tokens.shift();
  const parts = [particle(tokens)];
  let separator = ',';
  while (tokens[0] !== ')') {
    separator = tokens.shift() ?? ')';
    if (separator !== ',' && separator !== '|') throw new Error(`"${separator}" in a content model`);
    parts.push(particle(tokens));
  }
  tokens.shift();
  return { kind: separator === '|' ? 'choice' : 'sequence', parts, quantifier: quantifierOf(tokens) };
}

function quantifierOf(tokens: string[]): Quantifier {
  const [next] = tokens;
  return next === '?' || next === '*' || next === '+' ? (tokens.shift() as Quantifier) : '';
}

function addAttributes(element: DtdElement | undefined, body: string): void {
  const one = /([\w:.-]+)\s+(?:\([^)]*\)|[A-Z]+)\s+(#REQUIRED|#IMPLIED|(?:#FIXED\s+)?(?:"[^"]*"|'[^']*'))/g;
  for (const [, name = '', use] of body.matchAll(one)) {
    element?.attributes.add(name);
    if (use === '#REQUIRED') element?.required.add(name);
  }
}
