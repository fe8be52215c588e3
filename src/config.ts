import { z } from 'zod';
import { shopSettingsSchema } from './shopware/shop-settings.ts';
import { ConfigurationError, type Environment, parseYaml, readYamlFile } from './yaml-file.ts';

/** A number in a file is a number; in the environment it is digits. */
const portProblem = 'a port is a number from 0 to 65535';
const portSchema = z
  .union([z.int(), z.string().regex(/^\d+$/).transform(Number)], portProblem)
  .pipe(z.int().min(0, portProblem).max(65_535, portProblem));
const hostSchema = z.string().min(1);
const publicUrlSchema = z
  .url({ protocol: /^https?$/ })
  .refine(
    (url) => (URL.parse(url)?.pathname ?? '/') === '/',
    'an address without a path: the shop has the paths',
  )
  .transform((url) => URL.parse(url)?.origin ?? url);
const directorySchema = z.string().min(1);
const databaseUrlSchema = z.url({ protocol: /^postgres(ql)?$/ });
const redisUrlSchema = z.url({ protocol: /^rediss?$/ });
const logLevelSchema = z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']);

/** Everything that an operator can set; the same names stand in config/punchgate.yaml, with these defaults. */
export const configSchema = z.strictObject({
  server: z
    .strictObject({
      port: portSchema.default(8080),
      host: hostSchema.default('0.0.0.0'),
      /** Where buyers and procurement systems reach the gateway; `http://localhost:<port>` where it is not set. */
      publicUrl: publicUrlSchema.optional(),
      /** How long `/health/ready` is red before new connections are refused. */
      unreadySeconds: z.int().min(0).max(300).default(2),
      drainSeconds: z.int().min(0).max(300).default(25),
    })
    .prefault({}),
  data: z
    .strictObject({
      directory: directorySchema.default('./data'),
      databaseUrl: databaseUrlSchema.optional(),
      redisUrl: redisUrlSchema.optional(),
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
  log: z.strictObject({ level: logLevelSchema.default('info') }).prefault({}),
  shops: z.record(z.string().regex(/^[a-z0-9][a-z0-9-]*$/), shopSettingsSchema).default({}),
});

/** Variables that override the file; an empty one counts as not set. */
const environmentSchema = z.object({
  PORT: portSchema.optional(),
  HOST: hostSchema.optional(),
  PUBLIC_URL: publicUrlSchema.optional(),
  DATA_DIR: directorySchema.optional(),
  DATABASE_URL: databaseUrlSchema.optional(),
  REDIS_URL: redisUrlSchema.optional(),
  LOG_LEVEL: logLevelSchema.optional(),
  PUNCHGATE_KEY: z.string().min(32, 'at least 32 characters').optional(),
});

type ConfigFile = z.infer<typeof configSchema>;
type Overrides = z.infer<typeof environmentSchema>;

export type Config = ConfigFile & {
  /** From the environment only: it must not lie beside what it protects. */
  punchgateKey: string | undefined;
};

/**
 * The configuration from a file and the environment.
 * @throws ConfigurationError with every fault of both
 */
export async function readConfig(path: string | undefined, environment: Environment): Promise<Config> {
  const [file, overrides] = await Promise.allSettled([
    readConfigFile(path, environment),
    readOverrides(environment),
  ]);
  if (file.status === 'fulfilled' && overrides.status === 'fulfilled')
    return merge(file.value, overrides.value);
  throw new ConfigurationError([file, overrides].flatMap(faultsOf));
}

export function publicUrlOf({ server }: Config): string {
  return server.publicUrl ?? `http://localhost:${server.port}`;
}

async function readConfigFile(path: string | undefined, environment: Environment): Promise<ConfigFile> {
  if (path === undefined) return parseYaml('defaults', '', { schema: configSchema, environment });
  return await readYamlFile(path, configSchema, environment);
}

async function readOverrides(environment: Environment): Promise<Overrides> {
  const given = Object.entries(environment).filter(([, value]) => value);
  const result = environmentSchema.safeParse(Object.fromEntries(given));
  if (result.success) return result.data;
  throw new ConfigurationError(
    result.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`),
  );
}

function merge(file: ConfigFile, overrides: Overrides): Config {
  const { server, data, log } = file;
  return {
    ...file,
    server: {
      ...server,
      port: overrides.PORT ?? server.port,
      host: overrides.HOST ?? server.host,
      publicUrl: overrides.PUBLIC_URL ?? server.publicUrl,
    },
    data: {
      directory: overrides.DATA_DIR ?? data.directory,
      databaseUrl: overrides.DATABASE_URL ?? data.databaseUrl,
      redisUrl: overrides.REDIS_URL ?? data.redisUrl,
    },
    log: { level: overrides.LOG_LEVEL ?? log.level },
    punchgateKey: overrides.PUNCHGATE_KEY,
  };
}

function faultsOf(result: PromiseSettledResult<unknown>): readonly string[] {
  if (result.status === 'fulfilled') return [];
  if (result.reason instanceof ConfigurationError) return result.reason.faults;
  throw result.reason;
}
