import { z } from 'zod';
import { shopSettingsSchema } from './shopware/shop-settings.ts';
import { ConfigurationError, type Environment, parseYaml, readYamlFile } from './yaml-file.ts';

const port = z.coerce.number().pipe(z.int().min(0).max(65_535));

/** Everything that an operator can set; the same names stand in config/punchgate.yaml, with these defaults. */
export const configSchema = z.strictObject({
  server: z
    .strictObject({
      port: port.default(8080),
      host: z.string().min(1).default('0.0.0.0'),
      /** Where buyers and procurement systems reach the gateway; `http://localhost:<port>` where it is not set. */
      publicUrl: z
        .url({ protocol: /^https?$/ })
        .transform((url) => new URL(url).origin)
        .optional(),
      drainSeconds: z.int().min(0).max(300).default(25),
    })
    .prefault({}),
  data: z
    .strictObject({
      directory: z.string().min(1).default('./data'),
      databaseUrl: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
      redisUrl: z.url({ protocol: /^rediss?$/ }).optional(),
    })
    .prefault({}),
  session: z
    .strictObject({
      startSeconds: z.int().min(10).default(300),
      hours: z.number().positive().max(24).default(12),
      reentrySeconds: z.int().min(0).default(60),
      returnPageMinutes: z.int().min(0).default(15),
    })
    .prefault({}),
  license: z
    .strictObject({ validSeconds: z.int().min(0).default(300), invalidSeconds: z.int().min(0).default(30) })
    .prefault({}),
  limits: z
    .strictObject({
      cxmlBytes: z
        .int()
        .positive()
        .default(2 * 1024 * 1024),
      formBytes: z
        .int()
        .positive()
        .default(64 * 1024),
      formFields: z.int().positive().default(1000),
    })
    .prefault({}),
  log: z
    .strictObject({ level: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info') })
    .prefault({}),
  shops: z.record(z.string().regex(/^[a-z0-9][a-z0-9-]*$/), shopSettingsSchema).default({}),
});

export type Config = z.infer<typeof configSchema> & {
  /** From the environment only: it must not lie beside what it protects. */
  punchgateKey: string | undefined;
};

/** Variables that override the file. */
const overrides: Record<string, [section: 'server' | 'data' | 'log', setting: string]> = {
  PORT: ['server', 'port'],
  HOST: ['server', 'host'],
  PUBLIC_URL: ['server', 'publicUrl'],
  DATA_DIR: ['data', 'directory'],
  DATABASE_URL: ['data', 'databaseUrl'],
  REDIS_URL: ['data', 'redisUrl'],
  LOG_LEVEL: ['log', 'level'],
};

/**
 * The configuration from a file and the environment.
 * @throws ConfigurationError with every fault of both
 */
export async function readConfig(path: string | undefined, environment: Environment): Promise<Config> {
  const file =
    path === undefined
      ? parseYaml('defaults', '', { schema: configSchema, environment })
      : await readYamlFile(path, configSchema, environment);
  const result = configSchema.safeParse(withOverrides(file, environment));
  const faults = result.success ? [] : result.error.issues.map(environmentFault);
  const key = environment.PUNCHGATE_KEY || undefined;
  if (key !== undefined && key.length < 32) faults.push('PUNCHGATE_KEY: at least 32 characters');
  if (!result.success || faults.length > 0) throw new ConfigurationError(faults);
  return { ...result.data, punchgateKey: key };
}

export function publicUrlOf({ server }: Config): string {
  return server.publicUrl ?? `http://localhost:${server.port}`;
}

function withOverrides(
  file: z.infer<typeof configSchema>,
  environment: Environment,
): Record<string, unknown> {
  const config: Record<string, Record<string, unknown>> = structuredClone({ ...file });
  for (const [variable, [section, setting]] of Object.entries(overrides)) {
    if (environment[variable]) config[section] = { ...config[section], [setting]: environment[variable] };
  }
  return config;
}

function environmentFault({ path, message }: z.core.$ZodIssue): string {
  const variable = Object.keys(overrides).find((name) => overrides[name]?.join('.') === path.join('.'));
  return `${variable ?? path.join('.')}: ${message}`;
}
