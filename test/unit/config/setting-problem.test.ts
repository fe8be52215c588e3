import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { configSchema } from '../../../src/config.ts';
import { ConfigurationError, parseYaml } from '../../../src/yaml-file.ts';
import { cxml, faultsOf, oci } from './sample-system-file.ts';

/** What is told of a text by a schema, without file and line. */
function problems(text: string, schema: z.ZodType): string[] {
  try {
    parseYaml('file.yaml', text, { schema, environment: {} });
    return [];
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    return error.faults.map((fault) => fault.replace(/^file\.yaml:\d+: /, ''));
  }
}

describe('what is wrong with a setting is told in plain words', () => {
  it.each<[object, string]>([
    [{ ...oci, startIndex: 2 }, 'startIndex: must be 0 or 1, not 2'],
    [{ ...oci, startIndex: '1' }, 'startIndex: must be 0 or 1, not "1"'],
    [{ ...oci, shop: '' }, 'shop: must not be empty'],
    [{ ...oci, emptyFields: 'yes' }, 'emptyFields: must be true or false, not a text'],
    [{ ...oci, hits: 1.5 }, 'hits: must be a whole number'],
    [{ ...oci, pageSize: 0 }, 'pageSize: must be at least 1'],
    [{ ...oci, functions: ['DETAIL', 'FIND'] }, 'functions.1: must be DETAIL, VALIDATE, SOURCING, '],
    [{ ...oci, functions: ['DETAIL', 'FIND'] }, 'or DOWNLOADJSON, not "FIND"'],
    [{ ...oci, units: null }, 'units: must be a mapping of settings, not empty'],
    [{ ...oci, protocol: 'edi' }, 'protocol: must be cxml or oci, not "edi"'],
    [{ ...oci, protocol: undefined }, 'protocol: is missing: cxml or oci'],
    [{ ...oci, fields: { item: { A: { from: 3 } } } }, 'fields.item.A.from: must be a list, not a number'],
    [
      { ...oci, fields: { item: { A: 3 } } },
      'fields.item.A: must be a text, a list or a mapping, not a number',
    ],
    [{ ...cxml, categories: [] }, 'categories: must be a mapping, not a list'],
    [{ ...cxml, dtdVersion: '1.3' }, 'dtdVersion: a version of cXML 1.2 such as 1.2.014'],
    [{ ...cxml, sharedSecret: [''] }, 'sharedSecret.0: must not be empty'],
    [{ ...cxml, sharedSecret: ['a', 'b', 'c'] }, 'sharedSecret: must have at most 2 entries'],
  ])('%j', (file, problem) => {
    expect(faultsOf(file)).toEqual([expect.stringContaining(problem)]);
  });

  it('a secret of a wrong type is not repeated', () => {
    expect(faultsOf({ ...cxml, sharedSecret: 4711 }).join()).toMatch(
      /must be a text or a list, not a number$/,
    );
  });

  it('a file that is no settings at all', () => {
    expect(problems('hello', configSchema)).toEqual(['file: must be a mapping of settings, not a text']);
  });

  it('addresses, and names that no shop may have', () => {
    const text = `data: { databaseUrl: "mysql://u:hush@h/d", redisUrl: nope }\nshops: { "A B": {} }\n`;
    expect(problems(text, configSchema)).toEqual([
      'data.databaseUrl: an address that begins with mysql: is of the wrong kind',
      'data.redisUrl: is no whole address, with its scheme and host',
      'shops.A B: this name is not allowed: lower-case letters, digits and hyphens',
    ]);
  });

  it('of things that a setting may be, the faults of the one that is meant stand inside it', () => {
    const schema = z.object({ rule: z.union([z.string(), z.object({ from: z.string().max(2) })]) });
    expect(problems('rule: { from: abc }', schema)).toEqual(['rule.from: must have at most 2 characters']);
    expect(problems('rule: { from: [] }', schema)).toEqual(['rule.from: must be a text, not a list']);
    expect(problems('rule: 7', schema)).toEqual([
      'rule: must be a text or a mapping of settings, not a number',
    ]);
  });
});
