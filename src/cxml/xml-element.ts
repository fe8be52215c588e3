import { PunchOutError } from '../punchout/punchout-error.ts';

export type XmlNode = string | XmlElement;

/** An element of a document: plain data, so that it can be kept as JSON and written again. */
export interface XmlElement {
  name: string;
  attributes: Record<string, string>;
  children: XmlNode[];
}

type Child = XmlNode | undefined | readonly (XmlNode | undefined)[];

/** Builds an element; absent attributes and children are left out. */
export function element(
  name: string,
  attributes: Record<string, string | undefined> = {},
  ...children: Child[]
): XmlElement {
  const given = Object.entries(attributes).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  const present = children.flat().filter((child): child is XmlNode => child !== undefined);
  return { name, attributes: Object.fromEntries(given), children: present };
}

export function elements(parent: XmlElement): XmlElement[] {
  return parent.children.filter((child): child is XmlElement => typeof child !== 'string');
}

export function childrenNamed(parent: XmlElement, name: string): XmlElement[] {
  return elements(parent).filter((child) => child.name === name);
}

export function childNamed(parent: XmlElement | undefined, name: string): XmlElement | undefined {
  return parent && childrenNamed(parent, name)[0];
}

/** @throws PunchOutError `invalid_request` */
export function requiredChild(parent: XmlElement, name: string): XmlElement {
  const child = childNamed(parent, name);
  if (!child) throw new PunchOutError('invalid_request', `${parent.name} has no ${name}`);
  return child;
}

/** All text inside, without outer white space: what a value of cXML means. */
export function textOf(node: XmlElement | undefined): string {
  return node ? rawText(node).trim() : '';
}

function rawText(node: XmlElement): string {
  return node.children.map((child) => (typeof child === 'string' ? child : rawText(child))).join('');
}
