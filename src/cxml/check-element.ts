import { type ElementRule, elementTable, isKnownTo } from './element-table.ts';
import { elements, type XmlElement } from './xml-element.ts';

export interface Finding {
  path: string;
  problem: string;
}

export interface ElementFinding extends Finding {
  node: XmlElement;
}

/** Holds an element and all below it against the element table; `version` is that of the DTD. */
export function checkElement(node: XmlElement, version: string): Finding[] {
  return elementFindings(node, version).map(({ path, problem }) => ({ path, problem }));
}

/** As `checkElement`, with the element that each finding is about. */
export function elementFindings(node: XmlElement, version: string, path = node.name): ElementFinding[] {
  const rule = elementTable[node.name];
  if (!rule) return [{ node, path, problem: 'is no element of this document' }];
  const later = isKnownTo(version, rule)
    ? []
    : [`needs DTD ${rule.since} or later, the document has ${version}`];
  const problems = [...later, ...attributeProblems(node, rule), ...childProblems(node, rule)];
  const here = problems.map((problem) => ({ node, path, problem }));
  if (rule.mixed && !rule.children) return here;
  return [
    ...here,
    ...elements(node).flatMap((child) => elementFindings(child, version, `${path}/${child.name}`)),
  ];
}

function attributeProblems(node: XmlElement, { required = [], attributes = [] }: ElementRule): string[] {
  const missing = required
    .filter((name) => node.attributes[name] === undefined)
    .map((name) => `lacks the attribute ${name}`);
  const known = [...required, ...attributes];
  const unknown = Object.keys(node.attributes).filter((name) => !known.includes(name));
  return [...missing, ...unknown.map((name) => `has the unknown attribute ${name}`)];
}

function childProblems(node: XmlElement, rule: ElementRule): string[] {
  if (rule.mixed && !rule.children) return [];
  const names = elements(node).map(({ name }) => name);
  const order = (rule.children ?? []).map(([name]) => name);
  const foreign = names.filter((name) => !order.includes(name)).map((name) => `must not contain ${name}`);
  const places = names.map((name) => order.indexOf(name)).filter((place) => place !== -1);
  const sorted = places.every((place, index) => place >= (places[index - 1] ?? 0));
  const counts = (rule.children ?? []).flatMap(([name, occurrence]) => countProblem(names, name, occurrence));
  const text = !rule.mixed && rule.children && hasText(node) ? ['must not contain text'] : [];
  return [
    ...foreign,
    ...(sorted ? [] : [`must have its children in the order ${order.join(', ')}`]),
    ...counts,
    ...text,
  ];
}

function countProblem(names: string[], name: string, occurrence: string): string[] {
  const count = names.filter((candidate) => candidate === name).length;
  if (count === 0 && (occurrence === '1' || occurrence === '+')) return [`lacks ${name}`];
  if (count > 1 && (occurrence === '1' || occurrence === '?')) return [`has ${name} ${count} times`];
  return [];
}

function hasText(node: XmlElement): boolean {
  return node.children.some((child) => typeof child === 'string' && child.trim() !== '');
}
