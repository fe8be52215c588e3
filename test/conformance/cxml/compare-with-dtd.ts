import type { ElementRule } from '../../../src/cxml/element-table.ts';
import type { Dtd, DtdElement, Particle } from './dtd-model.ts';

/** Where the table of elements allows or demands other than the DTD. */
export function compareWithDtd(table: Record<string, ElementRule>, dtd: Dtd): string[] {
  return Object.entries(table).flatMap(([name, rule]) => {
    const declared = dtd.get(name);
    if (!declared) return [`${name} is not declared`];
    const faults = [...contentFaults(rule, declared), ...attributeFaults(rule, declared)];
    return faults.map((fault) => `${name} ${fault}`);
  });
}

function attributeFaults({ required = [], attributes = [] }: ElementRule, declared: DtdElement): string[] {
  const ours = [...required, ...attributes];
  return [
    ...ours.filter((name) => !declared.attributes.has(name)).map((name) => `has no attribute ${name}`),
    ...[...declared.required].filter((name) => !required.includes(name)).map((name) => `requires ${name}`),
  ];
}

function contentFaults(rule: ElementRule, declared: DtdElement): string[] {
  if (declared.content === 'any') return rule.mixed && !rule.children ? [] : ['holds anything'];
  if (declared.content === 'text') return rule.mixed || rule.children ? ['holds text alone'] : [];
  if (declared.content === 'empty') return ['is empty'];
  if (!rule.children) return ['holds elements'];
  if ((declared.content === 'mixed') !== (rule.mixed === true)) return [`holds ${declared.content}`];
  return declared.model ? childFaults(rule.children, declared.model) : [];
}

function childFaults(children: NonNullable<ElementRule['children']>, model: Particle): string[] {
  const names = children.map(([name]) => name);
  const allowed = occurrencesIn(model);
  const foreign = names.filter((name) => !allowed.has(name)).map((name) => `has no child ${name}`);
  const often = children.flatMap(([name, occurrence]) => {
    const { maximum = Number.POSITIVE_INFINITY } = allowed.get(name) ?? {};
    return maximum === 1 && (occurrence === '*' || occurrence === '+') ? [`has ${name} once at most`] : [];
  });
  const missing = [...allowed].flatMap(([name, { minimum }]) => {
    const occurrence = children.find(([candidate]) => candidate === name)?.[1] ?? '?';
    return minimum > 0 && (occurrence === '?' || occurrence === '*') ? [`requires the child ${name}`] : [];
  });
  return [...foreign, ...often, ...missing, ...orderFaults(names, model)];
}

function orderFaults(names: readonly string[], model: Particle): string[] {
  const pairs = orderedPairs(model);
  return names.flatMap((earlier, index) =>
    names
      .slice(index + 1)
      .filter((later) => pairs.has(`${later} ${earlier}`) && !pairs.has(`${earlier} ${later}`))
      .map((later) => `has ${later} before ${earlier}`),
  );
}

interface Occurrences {
  minimum: number;
  maximum: number;
}

function occurrencesIn(particle: Particle): Map<string, Occurrences> {
  const { quantifier } = particle;
  const optional = quantifier === '?' || quantifier === '*';
  const repeated = quantifier === '*' || quantifier === '+';
  const inside =
    particle.kind === 'name' ? new Map([[particle.name, { minimum: 1, maximum: 1 }]]) : combined(particle);
  return new Map(
    [...inside].map(([name, { minimum, maximum }]) => [
      name,
      { minimum: optional ? 0 : minimum, maximum: repeated ? Number.POSITIVE_INFINITY : maximum },
    ]),
  );
}

function combined({ kind, parts }: Exclude<Particle, { kind: 'name' }>): Map<string, Occurrences> {
  const each = parts.map(occurrencesIn);
  const names = new Set(each.flatMap((occurrences) => [...occurrences.keys()]));
  const add = kind === 'sequence' ? sum : extremes;
  return new Map(
    [...names].map((name) => [name, add(each.map((one) => one.get(name) ?? { minimum: 0, maximum: 0 }))]),
  );
}

function sum(counts: Occurrences[]): Occurrences {
  return counts.reduce((left, right) => ({
    minimum: left.minimum + right.minimum,
    maximum: left.maximum + right.maximum,
  }));
}

function extremes(counts: Occurrences[]): Occurrences {
  return {
    minimum: Math.min(...counts.map(({ minimum }) => minimum)),
    maximum: Math.max(...counts.map(({ maximum }) => maximum)),
  };
}

/** Pairs `a b` for which the model has a content with an `a` somewhere before a `b`. */
function orderedPairs(particle: Particle): Set<string> {
  if (particle.kind === 'name')
    return repeats(particle) ? new Set([`${particle.name} ${particle.name}`]) : new Set();
  const pairs = new Set(particle.parts.flatMap((part) => [...orderedPairs(part)]));
  const parts = particle.parts.map((part) => [...occurrencesIn(part).keys()]);
  parts.forEach((earlier, index) => {
    const later = repeats(particle)
      ? parts.flat()
      : particle.kind === 'sequence'
        ? parts.slice(index + 1).flat()
        : [];
    for (const first of earlier) for (const second of later) pairs.add(`${first} ${second}`);
  });
  return pairs;
}

function repeats({ quantifier }: Particle): boolean {
  return quantifier === '*' || quantifier === '+';
}
