/** Environment → Config, checked once at the start. Every variable is explained in `.env.example`. */
import { resolve } from 'node:path'
import { z } from 'zod'
import { CannotStart } from './cannot-start.ts'

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
  /** Signs staff's session cookies. Left out: made once and kept in `DATA_DIR`, where all processes find it. */
  COOKIE_SECRET: z.string().min(32).optional(),
  /** The address people use, for links and QR codes: `https://vaerk.example.dk`. */
  PUBLIC_ORIGIN: z.url().optional(),
  /** A number that is answered by people, shown under "Hjælp"; the pages read it themselves (`web/src/lib/ui/help-phone.ts`). */
  HELP_PHONE: z
    .string()
    .trim()
    .regex(/^\+?[\d ]{3,20}$/, 'a telephone number: digits, spaces, and + before them')
    .optional(),
  /** How many proxies stand in front; 0 when phones reach this program directly. */
  TRUSTED_PROXIES: z.coerce.number().int().min(0).max(5).default(0),
  /** The largest photo that is taken in. */
  UPLOAD_MAX_BYTES: z.coerce
    .number()
    .int()
    .min(1_000_000)
    .max(1_000_000_000)
    .default(40 * 1024 * 1024),
  /** A picture of more pixels is set aside, before it is decoded. */
  PICTURE_MAX_MEGAPIXELS: z.coerce.number().int().min(1).max(500).default(120),
  /** How long one picture may take to prepare. */
  PICTURE_MAX_SECONDS: z.coerce.number().int().min(5).max(600).default(60),
  /** How much memory the process may hold that prepares it. */
  PICTURE_MAX_MEMORY_MB: z.coerce.number().int().min(300).max(16_000).default(1_200),
  /** How many jobs of a kind run at the same time. */
  JOBS_AT_ONCE: z.coerce.number().int().min(1).max(64).default(2),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
  /** `yes` hangs a demo artwork in an empty house, where one process does all. */
  DEMO: z.enum(['yes', 'no']).default('yes'),
})

/** What can be set from outside. */
export const variables = Object.keys(Environment.shape)

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
  readonly pictureMaxPixels: number
  readonly pictureMaxSeconds: number
  readonly pictureMaxMemoryBytes: number
  readonly jobsAtOnce: number
  readonly logLevel: string
  readonly demo: boolean
}

export class ConfigError extends CannotStart {}

/** @throws {ConfigError} with one sentence that names the variable that does not fit */
export function readConfig(environment: NodeJS.ProcessEnv): Config {
  // `PUBLIC_ORIGIN=` in a file of settings: nothing was said.
  const given = Object.entries(environment).filter(([, value]) => value?.trim() !== '')
  const parsed = Environment.safeParse(Object.fromEntries(given))
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw new ConfigError(
      `The environment variable ${issue?.path.join('.') ?? ''} does not fit: ${issue?.message ?? ''}`,
    )
  }
  const set = parsed.data
  return {
    port: set.PORT,
    host: set.HOST,
    dataDir: resolve(set.DATA_DIR),
    databaseUrl: set.DATABASE_URL ?? null,
    role: set.ROLE,
    cookieSecret: set.COOKIE_SECRET ?? null,
    publicOrigin: set.PUBLIC_ORIGIN?.replace(/\/$/, '') ?? null,
    trustedProxies: set.TRUSTED_PROXIES,
    uploadMaxBytes: set.UPLOAD_MAX_BYTES,
    pictureMaxPixels: set.PICTURE_MAX_MEGAPIXELS * 1e6,
    pictureMaxSeconds: set.PICTURE_MAX_SECONDS,
    pictureMaxMemoryBytes: set.PICTURE_MAX_MEMORY_MB * 1e6,
    jobsAtOnce: set.JOBS_AT_ONCE,
    logLevel: set.LOG_LEVEL,
    demo: set.DEMO === 'yes',
  }
}
