type Shapes = Map<string, Set<string>>;

/** Parents whose keys are data, not names. */
const DATA_KEYED = /(^|\.)(errors|customFields|parameters)$/;

/** Every key path of `real` that `ours` has not, or has with another type. null fits all; `[]` and `{}` are one to PHP. */
export function missingShapes(real: unknown, ours: unknown): string[] {
  const known = shapesOf(ours);
  return [...shapesOf(real)].flatMap(([path, types]) => {
    const here = known.get(path);
    if (!here)
      return isUnderNothing(path, known) ? [] : [`${path}: ${[...types].join('|')} there, absent here`];
    return fits(types, here) ? [] : [`${path}: ${[...types].join('|')} there, ${[...here].join('|')} here`];
  });
}

function shapesOf(value: unknown, path = '', shapes: Shapes = new Map()): Shapes {
  if (path !== '') shapes.set(path, (shapes.get(path) ?? new Set()).add(typeOf(value)));
  if (Array.isArray(value)) for (const item of value) shapesOf(item, `${path}[]`, shapes);
  else if (typeof value === 'object' && value !== null) addProperties(value, path, shapes);
  return shapes;
}

function addProperties(value: object, path: string, shapes: Shapes): void {
  for (const [key, child] of Object.entries(value)) {
    const name = DATA_KEYED.test(path) ? '*' : key;
    shapesOf(child, path === '' ? name : `${path}.${name}`, shapes);
  }
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return value.length === 0 ? 'empty' : 'array';
  if (typeof value !== 'object') return typeof value;
  return Object.keys(value).length === 0 ? 'empty' : 'object';
}

function fits(there: Set<string>, here: Set<string>): boolean {
  if (there.has('null') || here.has('null')) return true;
  if (there.has('empty') || here.has('empty')) return ![...there, ...here].some(isScalar);
  return [...there].some((type) => here.has(type));
}

function isScalar(type: string): boolean {
  return !['empty', 'array', 'object'].includes(type);
}

/** An absent key is fine below something that is null or empty here. */
function isUnderNothing(path: string, known: Shapes): boolean {
  const parents = [...path.matchAll(/\.|\[\]/g)].map(({ index }) => path.slice(0, index)).filter(Boolean);
  return parents.some((parent) => {
    const types = known.get(parent);
    return types !== undefined && [...types].every((type) => type === 'null' || type === 'empty');
  });
}
