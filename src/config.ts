import { z } from 'zod';
import { connectorSettingsSchema } from './connector/connector-settings.ts';
import { settingProblem } from './setting-problem.ts';
import { oneNameEach, shopNameSchema } from './shop-names.ts';
import { publicUrlSchema, shopSettingsSchema } from './shopware/shop-settings.ts';
import { ConfigurationError, type Environment, parseYaml, readYamlFile } from './yaml-file.ts';

/** A number in a file is a number; in the environment it is digits. */
const portProblem = 'a port is a number from 0 to 65535';
const portSchema = z
  .union([z.int(), z.string().regex(/^\d+$/).transform(Number)], portProblem)
  .pipe(z.int().min(0, portProblem).max(65_535, portProblem));
const hostSchema = z.string().min(1);
const directorySchema = z.string().min(1);
const databaseUrlSchema = z.url({ protocol: /^postgres(ql)?$/ });
const redisUrlSchema = z.url({ protocol: /^rediss?$/ });
const logLevelSchema = z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']);

const unitCodeSchema = z.string().regex(/^[A-Z0-9]{1,3}$/, 'a code of 1 to 3 capitals and digits');

const webhookSecretSchema = z
  .string()
  .regex(/^whsec_[A-Za-z0-9+/]{32,}={0,2}$/, 'whsec_ and at least 24 random bytes in base64');
const serverUrlSchema = z.url({ protocol: /^https?$/ }).transform((url) => url.replace(/\/+$/, ''));
/** RFC 7638 thumbprint, SHA-256. */
const keyIdSchema = z
  .string()
  .regex(/^[A-Za-z0-9_-]{43}$/, 'the id of a key, as punchgate signing-key list shows it');

const licenseServerSchema = z.strictObject({
  url: serverUrlSchema,
  /** A key that the server signs with, or signed with once; without it the first one that it shows is believed. */
  key: keyIdSchema.optional(),
  timeoutMilliseconds: z.int().min(100).max(30_000).default(2_000),
  allowPrivate: z.boolean().default(false),
});

const webhookSchema = z.strictObject({
  url: z.url({ protocol: /^https?$/ }),
  secret: webhookSecretSchema,
  allowPrivate: z.boolean().default(false),
});

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
    .strictObject({
      validSeconds: z.int().min(0).default(300),
      invalidSeconds: z.int().min(0).default(30),
      /** Where licenses come from; without it the gateway issues them to itself. */
      server: licenseServerSchema.optional(),
      /** Who is told of what may become trouble. */
      webhook: webhookSchema.optional(),
    })
    .prefault({}),
  /** For `punchgate license-server`. */
  licenseServer: z
    .strictObject({
      port: portSchema.default(8090),
      host: hostSchema.default('0.0.0.0'),
      /** How long a gateway may go on without this server. */
      graceDays: z.number().positive().max(90).default(7),
      /** What the vendor's shop signs its events with. */
      eventSecret: webhookSecretSchema.optional(),
    })
    .prefault({}),
  metrics: z
    .strictObject({ port: portSchema.optional(), host: hostSchema.default('127.0.0.1') })
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
  /** Unit of the shops to its code, for all Systems. */
  units: z.record(z.string().min(1), unitCodeSchema).default({}),
  shops: z.record(shopNameSchema, shopSettingsSchema).default({}),
  /** Shops that speak punchout themselves. A System names one of them as its shop. */
  connectors: z.record(shopNameSchema, connectorSettingsSchema).default({}),
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
  LICENSE_SERVER_URL: serverUrlSchema.optional(),
  LICENSE_SERVER_KEY: keyIdSchema.optional(),
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
  return await readYamlFile(path, { schema: configSchema, environment, beside: oneNameEach });
}

async function readOverrides(environment: Environment): Promise<Overrides> {
  const given = Object.entries(environment).filter(([, value]) => value);
  const result = environmentSchema.safeParse(Object.fromEntries(given), { error: settingProblem });
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
    license: { ...file.license, server: licenseServerOf(file.license.server, overrides) },
    punchgateKey: overrides.PUNCHGATE_KEY,
  };
}

function licenseServerOf(
  server: ConfigFile['license']['server'],
  { LICENSE_SERVER_URL: url, LICENSE_SERVER_KEY: key }: Overrides,
): ConfigFile['license']['server'] {
  const from = url === undefined ? server : licenseServerSchema.parse({ ...server, url });
  return from && key !== undefined ? { ...from, key } : from;
}

function faultsOf(result: PromiseSettledResult<unknown>): readonly string[] {
  if (result.status === 'fulfilled') return [];
  if (result.reason instanceof ConfigurationError) return result.reason.faults;
  throw result.reason;
}
