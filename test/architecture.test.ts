import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '..');
const source = join(root, 'src');

const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => readSource(name.replaceAll('\\', '/')));

interface SourceFile {
  /** Path below src. */
  name: string;
  /** First folder, or the file itself at the top. */
  room: string;
  text: string;
  imports: string[];
}

function readSource(name: string): SourceFile {
  const text = readFileSync(join(source, name), 'utf8');
  return {
    name,
    room: name.includes('/') ? (name.split('/')[0] ?? '') : name,
    text,
    imports: importsOf(text),
  };
}

function importsOf(text: string): string[] {
  return [...text.matchAll(/(?:\bfrom|\bimport|\bimport\()\s*'([^']+)'/g)].map((match) => match[1] ?? '');
}

/** Own modules that a file imports, as paths below src. */
function ownImports({ name, imports }: SourceFile): string[] {
  const own = imports.filter((path) => path.startsWith('.'));
  return own.map((path) => relative(source, resolve(source, dirname(name), path)).replaceAll('\\', '/'));
}

function libraries({ imports }: SourceFile): string[] {
  return imports.filter((path) => !path.startsWith('.'));
}

/** What each room may import besides itself; rooms that are not named may import anything but the demo. */
const allowed: Record<string, readonly string[]> = {
  punchout: [],
  http: ['punchout/'],
  cxml: ['punchout/', 'http/'],
  oci: ['punchout/', 'http/'],
  browser: ['punchout/', 'http/'],
  admin: ['punchout/', 'http/'],
  license: ['punchout/', 'http/egress'],
  'license-server': ['punchout/', 'http/', 'license/'],
  order: ['punchout/'],
  store: ['punchout/'],
  'shop-app': ['punchout/', 'http/'],
  shopware: ['punchout/', 'http/egress'],
  connector: ['punchout/', 'http/egress'],
  profiles: ['punchout/'],
  units: ['punchout/'],
  simulator: ['punchout/', 'http/', 'cxml/', 'oci/', 'profiles/'],
};

/** One home for each library that could otherwise spread. */
const homes: Record<string, (name: string) => boolean> = {
  'fast-xml-parser': (name) => name.startsWith('cxml/'),
  xmlbuilder2: (name) => name.startsWith('cxml/'),
  ioredis: (name) => name.startsWith('store/'),
  kysely: (name) => name.startsWith('store/'),
  pg: (name) => name.startsWith('store/'),
  '@shopware-ag/app-server-sdk': (name) => name.startsWith('shop-app/'),
  fflate: (name) => name === 'commands/shop/app.ts',
  koa: (name) => basename(name) === 'app.ts' || name.startsWith('http/') || name.endsWith('/routes.ts'),
  '@koa/router': (name) => name.startsWith('http/') || name.endsWith('/routes.ts'),
  jose: (name) => name.startsWith('license/'),
  standardwebhooks: (name) => name.startsWith('http/'),
  'prom-client': (name) => name === 'http/metrics.ts',
  commander: (name) => name === 'main.ts' || name.startsWith('commands/'),
  'node:https': (name) => name === 'http/egress.ts',
};

const product = files.filter(({ room }) => room !== 'demo');

function foreignImports(file: SourceFile): string[] {
  const rule = allowed[file.room];
  const imports = ownImports(file).filter((path) => !path.startsWith(`${file.room}/`));
  return rule ? imports.filter((path) => !rule.some((start) => path.startsWith(start))) : [];
}

function strayLibraries(file: SourceFile): string[] {
  return libraries(file).filter((library) => homes[library]?.(file.name) === false);
}

describe('the house', () => {
  test('each room imports only what its rule allows', () => {
    const wrong = product.flatMap((file) =>
      foreignImports(file).map((path) => `${file.name} imports ${path}`),
    );
    expect(wrong).toEqual([]);
  });

  test('the rule catches a protocol that imports another one, and a domain that imports anything', () => {
    const oci = {
      name: 'oci/a.ts',
      room: 'oci',
      text: '',
      imports: ['../cxml/status.ts', '../punchout/cart.ts'],
    };
    expect(foreignImports(oci)).toEqual(['cxml/status.ts']);
    expect(foreignImports({ ...oci, name: 'punchout/a.ts', room: 'punchout' })).toEqual(['cxml/status.ts']);
  });

  test('only the process imports the demo', () => {
    const importers = product.filter((file) => ownImports(file).some((path) => path.startsWith('demo/')));
    expect(importers.map(({ name }) => name)).toEqual(['main.ts']);
  });

  test('each library has one home', () => {
    const wrong = product.flatMap((file) =>
      strayLibraries(file).map((library) => `${file.name} imports ${library}`),
    );
    expect(wrong).toEqual([]);
    expect(strayLibraries({ name: 'oci/a.ts', room: 'oci', text: '', imports: ['koa'] })).toEqual(['koa']);
  });

  test('only the process reads its environment, and only the egress asks other hosts', () => {
    const environment = product.filter(({ text }) => text.includes('process.env'));
    expect(environment.map(({ name }) => name)).toEqual(['main.ts']);
    const asking = product.filter(({ text }) => /\bfetch\(|\bhttps?\.(request|get)\(/.test(text));
    expect(asking.map(({ name }) => name)).toEqual(['http/egress.ts']);
  });

  test('there is no drawer for the rest, and no barrel', () => {
    const drawers = /(^|\/)(utils?|helpers?|common|services?|types|misc|shared|index)(\/|\.ts$)/;
    expect(files.map(({ name }) => name).filter((name) => drawers.test(name))).toEqual([]);
  });

  test('files are named in kebab case and stay below 250 lines', () => {
    const named = files.filter(({ name }) => !/^[a-z0-9]+(-[a-z0-9]+)*\.ts$/.test(basename(name)));
    expect(named.map(({ name }) => name)).toEqual([]);
    const long = files.filter(({ text }) => text.split('\n').length > 250);
    expect(long.map(({ name }) => name)).toEqual([]);
  });

  test('functions stay below 40 lines', () => {
    expect(product.flatMap(longFunctions)).toEqual([]);
  });
});

function longFunctions({ name, text }: SourceFile): string[] {
  const tree = ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const lines = lineOf(tree, node.getEnd()) - lineOf(tree, node.getStart(tree)) + 1;
    if (ts.isFunctionLike(node) && lines > 40)
      found.push(`${name}:${lineOf(tree, node.getStart(tree))} ${lines} lines`);
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

function lineOf(tree: ts.SourceFile, position: number): number {
  return tree.getLineAndCharacterOfPosition(position).line + 1;
}
