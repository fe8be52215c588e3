import { childPositions, elementTable, isKnownTo } from './element-table.ts';
import type { XmlElement } from './xml-element.ts';

/**
 * Whether `checkElement` has nothing to say of an element and all below it: the same rules without the wording, for
 * carts of tens of thousands of elements that are nearly always faultless.
 * @param version of the DTD, e.g. `1.2.014`
 */
export function fitsTable(node: XmlElement, version: string): boolean {
  const rule = elementTable[node.name];
  if (!rule || !isKnownTo(version, rule) || !attributesFit(node)) return false;
  if (rule.mixed && !rule.children) return true;
  return (
    childrenFit(node) &&
    node.children.every((child) => typeof child === 'string' || fitsTable(child, version))
  );
}

function attributesFit({ name, attributes: given }: XmlElement): boolean {
  const { required = [], attributes = [] } = elementTable[name] ?? {};
  for (const attribute of required) if (given[attribute] === undefined) return false;
  for (const attribute of Object.keys(given)) {
    if (!required.includes(attribute) && !attributes.includes(attribute)) return false;
  }
  return true;
}

function childrenFit({ name, children }: XmlElement): boolean {
  const rule = elementTable[name] ?? {};
  const positions = childPositions(name);
  const counts = new Array<number>(rule.children?.length ?? 0).fill(0);
  let last = 0;
  for (const child of children) {
    if (typeof child === 'string') {
      if (!rule.mixed && rule.children && child.trim() !== '') return false;
      continue;
    }
    const position = positions?.get(child.name) ?? -1;
    if (position < last) return false;
    counts[position] = (counts[position] ?? 0) + 1;
    last = position;
  }
  return (rule.children ?? []).every(([, occurrence], position) => allows(occurrence, counts[position] ?? 0));
}

function allows(occurrence: string, count: number): boolean {
  if (count === 0) return occurrence === '?' || occurrence === '*';
  return count === 1 || occurrence === '*' || occurrence === '+';
}
