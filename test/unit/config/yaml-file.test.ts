import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ConfigurationError, type Environment, parseYaml, readYamlFile } from '../../../src/yaml-file.ts';

const schema = z.strictObject({
  server: z.strictObject({ port: z.int().optional(), host: z.string().optional() }).optional(),
  secrets: z.array(z.string()).optional(),
  shops: z.record(z.string(), z.strictObject({ url: z.url() })).optional(),
});

const parse = (text: string, environment: Environment = {}) =>
  parseYaml('gate.yaml', text, { schema, environment });

function faultsOf(text: string, environment: Environment = {}): readonly string[] {
  try {
    parse(text, environment);
  } catch (error) {
    if (error instanceof ConfigurationError) return error.faults;
    throw error;
  }
  return [];
}

describe('an operator writes a file', () => {
  it('its settings are what stands there', () => {
    expect(parse('server:\n  port: 8080 # the port\n  host: "0.0.0.0"\n')).toEqual({
      server: { port: 8080, host: '0.0.0.0' },
    });
  });

  it.each(['', '# nothing yet\n', '---\n'])('an empty file sets nothing: %j', (text) => {
    expect(parse(text)).toEqual({});
  });
});

describe('everything that is wrong is said at once, with file and line', () => {
  it('values of a wrong type, unknown settings, and values that are not allowed', () => {
    const text =
      'server:\n  port: often\n  colour: red\nsecrets:\n  - one\n  - 2\nshops:\n  main:\n    url: nowhere\n';
    const faults = faultsOf(text);
    expect(faults).toHaveLength(4);
    expect(faults).toContainEqual(expect.stringMatching(/^gate\.yaml:2: server\.port: /));
    expect(faults).toContainEqual('gate.yaml:3: server.colour: there is no such setting');
    expect(faults).toContainEqual(expect.stringMatching(/^gate\.yaml:6: secrets\.1: /));
    expect(faults).toContainEqual(expect.stringMatching(/^gate\.yaml:9: shops\.main\.url: /));
  });

  it('every unknown setting of one place', () => {
    expect(faultsOf('server:\n  a: 1\n  b: 2\n')).toEqual([
      'gate.yaml:2: server.a: there is no such setting',
      'gate.yaml:3: server.b: there is no such setting',
    ]);
  });

  it('an unknown section is found where it begins', () => {
    expect(faultsOf('server:\n  port: 1\ncolours:\n  red: 1\n')).toEqual([
      'gate.yaml:3: colours: there is no such setting',
    ]);
  });

  it('a setting that is missing is told at the nearest line around it', () => {
    expect(faultsOf('server:\n  port: 1\nshops:\n  main: {}\n')).toEqual([
      expect.stringMatching(/^gate\.yaml:4: shops\.main\.url: /),
    ]);
  });

  it('a file that is no settings at all', () => {
    expect(faultsOf('- a\n- b\n')).toEqual([expect.stringMatching(/^gate\.yaml:1: file: /)]);
  });

  it('but of the YAML itself only the first fault: the others are mostly its consequences', () => {
    const faults = faultsOf('server:\n  port: 1\n  port: 2\nsecrets: [a\nshops: "x\n');
    expect(faults).toEqual([expect.stringMatching(/^gate\.yaml:3: .+/)]);
  });

  it('the message of the error has every fault on a line of its own', () => {
    const faults = ['one', 'two'];
    expect(new ConfigurationError(faults)).toMatchObject({ message: 'one\ntwo', faults });
  });
});

/** How a file refers to a variable. */
const variable = (name: string) => `\${${name}}`;

describe('a secret comes from the environment', () => {
  it('its variable is replaced wherever it stands in a text', () => {
    const host = `${variable('HOST')}.${variable('DOMAIN_2')}`;
    const text = `server:\n  host: "${host}"\nsecrets: ["${variable('KEY')}", plain]\n`;
    const key = `a: b # "c" ${variable('HOST')}`;
    expect(parse(text, { HOST: 'gate', DOMAIN_2: 'example', KEY: key })).toEqual({
      server: { host: 'gate.example' },
      secrets: [key, 'plain'],
    });
  });

  it('a variable may be set and empty', () => {
    expect(parse(`secrets: ["${variable('KEY')}"]`, { KEY: '' })).toEqual({ secrets: [''] });
  });

  it('each variable that is not set is named with its line, beside the other faults', () => {
    const text = `server:\n  host: ${variable('HOST')}\n  port: x\nsecrets:\n  - ${variable('KEY')}\n`;
    const faults = faultsOf(text);
    expect(faults).toContain('gate.yaml:2: the variable HOST is not set');
    expect(faults).toContain('gate.yaml:5: the variable KEY is not set');
    expect(faults).toContainEqual(expect.stringMatching(/^gate\.yaml:3: server\.port: /));
  });

  it.each(['$KEY', variable('key'), variable(''), variable('1A'), '$$', '{KEY}'])(
    '%s is a text like any other',
    (text) => {
      expect(parse(`secrets: ['${text}']`, { KEY: 'x', key: 'y' })).toEqual({ secrets: [text] });
    },
  );
});

describe('the file on disk', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'punchgate-yaml-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('is read', async () => {
    const path = join(folder, 'gate.yaml');
    await writeFile(path, 'server:\n  port: 1\n');
    expect(await readYamlFile(path, { schema, environment: {} })).toEqual({ server: { port: 1 } });
  });

  it('that is not there is named', async () => {
    const path = join(folder, 'absent.yaml');
    await expect(readYamlFile(path, { schema, environment: {} })).rejects.toThrow(ConfigurationError);
    await expect(readYamlFile(path, { schema, environment: {} })).rejects.toThrow(
      `There is no file or folder ${path}.`,
    );
  });

  it('that is a folder is told to be one', async () => {
    await expect(readYamlFile(folder, { schema, environment: {} })).rejects.toThrow(
      `${folder} is a directory, not a file.`,
    );
  });
});
