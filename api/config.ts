/** Environment → Config, checked once at the start. Every variable is explained in `.env.example`. */
import { resolve } from 'node:path'
import { z } from 'zod'

const Environment = z.object({
  /** The one port that serves pages, api and tiles. */
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  HOST: z.string().default('0.0.0.0'),
  /** Everything that must be kept lies under this folder. */
  DATA_DIR: z.string().min(1).default('data'),
  /** PostgreSQL 18 or later. Left out: the program runs its own, under `DATA_DIR`. */
  DATABASE_URL: z.string().min(1).optional(),
  /** `all` serves and works; `web` only serves; `worker` only prepares pieces and draws editions. */
  ROLE: z.enum(['all', 'web', 'worker']).default('all'),
  /** Signs staff's session cookies. Left out: made once and kept in `DATA_DIR`. */
  COOKIE_SECRET: z.string().min(32).optional(),
  /** The address people use, for links and QR codes: `https://vaerk.example.dk`. */
  PUBLIC_ORIGIN: z.url().optional(),
  /** How many proxies stand in front; 0 when phones reach this program directly. */
  TRUSTED_PROXIES: z.coerce.number().int().min(0).max(5).default(0),
  /** The largest photo that is taken in. */
  UPLOAD_MAX_BYTES: z.coerce
    .number()
    .int()
    .min(1_000_000)
    .default(40 * 1024 * 1024),
  /** How many jobs of a kind run at the same time. */
  JOBS_AT_ONCE: z.coerce.number().int().min(1).max(64).default(2),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
  /** `no` starts an empty house. */
  DEMO: z.enum(['yes', 'no']).default('yes'),
})

export interface Config {
  readonly port: number
  readonly host: string
  readonly dataDir: string
  readonly databaseUrl: string | null
  readonly role: 'all' | 'web' | 'worker'
  readonly cookieSecret: string | null
  readonly publicOrigin: string | null
  readonly trustedProxies: number
  readonly uploadMaxBytes: number
  readonly jobsAtOnce: number
  readonly logLevel: string
  readonly demo: boolean
}

/** Its message is one sentence for the person who starts the program. */
export class ConfigError extends Error {}

/** @throws {ConfigError} with one sentence that names the variable that does not fit */
export function readConfig(environment: NodeJS.ProcessEnv): Config {
  const parsed = Environment.safeParse(environment)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw new ConfigError(
      `The environment variable ${issue?.path.join('.') ?? ''} does not fit: ${issue?.message ?? ''}`,
    )
  }
  const given = parsed.data
  return {
    port: given.PORT,
    host: given.HOST,
    dataDir: resolve(given.DATA_DIR),
    databaseUrl: given.DATABASE_URL ?? null,
    role: given.ROLE,
    cookieSecret: given.COOKIE_SECRET ?? null,
    publicOrigin: given.PUBLIC_ORIGIN?.replace(/\/$/, '') ?? null,
    trustedProxies: given.TRUSTED_PROXIES,
    uploadMaxBytes: given.UPLOAD_MAX_BYTES,
    jobsAtOnce: given.JOBS_AT_ONCE,
    logLevel: given.LOG_LEVEL,
    demo: given.DEMO === 'yes',
  }
}
