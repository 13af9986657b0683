/** The files with which the house is run in containers. No container engine is needed: what goes wrong can be read. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DCLinter } from 'dclint'
import { DockerfileParser } from 'dockerfile-ast'
import { validate } from 'dockerfile-utils'
import { describe, expect, test } from 'vitest'
import { parse, stringify } from 'yaml'
import { z } from 'zod'
import { variables } from '#api/config.ts'
import { getHealth } from '#core/contract/health.ts'

const read = (path: string) => readFileSync(path, 'utf8')

const Settings = z.record(z.string(), z.coerce.string())
const Service = z.object({
  image: z.string(),
  build: z.string().optional(),
  environment: Settings,
  env_file: z.string().optional(),
  init: z.boolean().optional(),
  ports: z.array(z.string()).default([]),
  volumes: z.array(z.string()),
  healthcheck: z.object({ test: z.array(z.string()) }).optional(),
  depends_on: z.record(z.string(), z.object({ condition: z.string() })).default({}),
})
const Compose = z.object({
  services: z.object({ app: Service, worker: Service, database: Service }),
  volumes: z.record(z.string(), z.unknown()),
})

const composeText = read('docker-compose.yml')
const compose = Compose.parse(parse(composeText, { merge: true }))
const { app, worker, database } = compose.services

const dockerfileText = read('Dockerfile')
const dockerfile = DockerfileParser.parse(dockerfileText)
const instructions = dockerfile
  .getInstructions()
  .map((line) => ({ keyword: line.getKeyword(), text: line.getArgumentsContent() ?? '' }))
/** What happens in the image that is run, after the stage that only builds. */
const lastStage = instructions.slice(instructions.findLastIndex(({ keyword }) => keyword === 'FROM'))
const inLastStage = (keyword: string) =>
  lastStage.filter((line) => line.keyword === keyword).map(({ text }) => text)

const Package = z.object({
  dependencies: z.record(z.string(), z.string()),
  devDependencies: z.record(z.string(), z.string()),
})
const { dependencies, devDependencies } = Package.parse(JSON.parse(read('package.json')))
const majorOf = (version: string | undefined) => /\d+/.exec(version ?? '')?.[0]

describe('the file of settings', () => {
  const lines = read('.env.example').split('\n')
  const named = lines.flatMap((line) => /^(?:# )?([A-Z][A-Z_]+)=/.exec(line)?.[1] ?? [])
  const usedByCompose = [...composeText.matchAll(/\$\{(\w+)/g)].flatMap(([, name]) => name ?? [])

  test('names every variable that the program or compose reads, and no other', () => {
    expect([...named].sort()).toEqual([...new Set([...variables, ...usedByCompose])].sort())
  })

  test('explains each in a sentence above it', () => {
    const bare = lines.filter((line, index) => {
      const isVariable = /^(# )?[A-Z][A-Z_]+=/.test(line)
      return isVariable && !/^# [A-Z`].*[.]|^# .*[.]$/.test(lines[index - 1] ?? '')
    })
    expect(bare).toEqual([])
  })

  test('gives away no secret', () => {
    expect(lines.filter((line) => /(PASSWORD|SECRET)=./.test(line))).toEqual([])
  })

  test('is not the one that is used, and that one stays out of git and of the image', () => {
    expect(read('.gitignore').split('\n')).toContain('.env')
    const [everything, ...rest] = read('.dockerignore')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
    expect(everything).toBe('*')
    expect(rest.at(-1)).toBe('**/.env*')
  })
})

describe('the image', () => {
  test('is described without a mistake', () => {
    expect(validate(dockerfileText)).toEqual([])
  })

  test('has the Node that the house is written for, in both stages', () => {
    const images = dockerfile.getFROMs().map((from) => from.getImage())
    expect(images).toHaveLength(2)
    expect(new Set(images).size).toBe(1)
    expect(majorOf(images[0] ?? '')).toBe(majorOf(dependencies['node']))
  })

  test('is built on a system for which the lock file has the binaries of sharp', () => {
    const lock = read('package-lock.json')
    for (const from of dockerfile.getFROMs()) expect(from.getImage()).toMatch(/-slim$/)
    for (const cpu of ['x64', 'arm64']) expect(lock).toContain(`"node_modules/@img/sharp-linux-${cpu}"`)
    // They are optional packages, as PostgreSQL's are: leaving all of those out would leave out these.
    expect(dockerfileText.match(/^RUN.*--omit[= ]optional/m)).toBeNull()
  })

  test('copies only what is there and what is let in', () => {
    const letIn = read('.dockerignore').split('\n')
    const copied = dockerfile
      .getCOPYs()
      .filter((copy) => !copy.getFlags().some((flag) => flag.getName() === 'from'))
      .flatMap((copy) => copy.getArguments().slice(0, -1))
      .map((argument) => argument.getValue())
    expect(copied.length).toBeGreaterThan(5)
    expect(copied.filter((path) => !existsSync(path))).toEqual([])
    expect(copied.filter((path) => !letIn.includes(`!${path.split('/')[0]}`))).toEqual([])
  })

  test('holds every folder of the program', () => {
    const held = inLastStage('COPY').map((text) => text.split(' ').at(-1))
    expect(held).toEqual(expect.arrayContaining(['api', 'core', 'storage', 'migrations', 'web/build']))
  })

  test('starts a file that exists, by itself and not through a shell that keeps signals', () => {
    const [command] = inLastStage('CMD')
    const words = z.array(z.string()).parse(JSON.parse(command ?? ''))
    expect(words[0]).toBe('node')
    expect(existsSync(words.at(-1) ?? '')).toBe(true)
    expect(words.slice(1, -1).every((word) => word.startsWith('--'))).toBe(true)
  })

  test('is run by an ordinary user, who owns the data folder', () => {
    const [user] = inLastStage('USER')
    expect(user).toBe('node')
    expect(inLastStage('RUN').join('\n')).toContain(`chown ${user}:${user} ${app.environment['DATA_DIR']}`)
  })

  test('asks the health of the contract', () => {
    const [check] = inLastStage('HEALTHCHECK')
    expect(check).toContain(`http://127.0.0.1:${app.environment['PORT']}${getHealth.path}'`)
  })

  test('holds no secret, and no setting that the program does not know', () => {
    const set = dockerfile.getENVs().flatMap((line) => line.getProperties().map((one) => one.getName()))
    expect(set.filter((name) => name !== 'NODE_ENV' && !variables.includes(name))).toEqual([])
    expect(set.filter((name) => /SECRET|PASSWORD|URL/.test(name))).toEqual([])
    expect(dockerfile.getARGs()).toEqual([])
  })

  test('leaves out what only builds the pages', () => {
    const building = ['vite', 'svelte', '@sveltejs/kit', '@inlang/paraglide-js', '@tabler/icons']
    expect(building.filter((name) => !(name in devDependencies))).toEqual([])
    expect(dockerfileText).toMatch(/^RUN npm prune --omit=dev/m)
  })
})

describe('compose', () => {
  test('is what the Compose Specification allows, and passes the linter', () => {
    const rules = {
      'no-build-and-image': 2,
      'no-duplicate-container-names': 2,
      'no-duplicate-exported-ports': 2,
      'no-unbound-port-interfaces': 2,
      'no-version-field': 2,
      'require-quotes-in-ports': 2,
      'no-quotes-in-volumes': 0,
      'service-image-require-explicit-tag': 0,
      // The order is the reader's: what people meet first.
      'service-dependencies-alphabetical-order': 0,
      'service-keys-order': 0,
      'services-alphabetical-order': 0,
      'top-level-properties-order': 0,
    } as const
    // The linter does not follow `<<`: what it means is written out for it.
    const folder = mkdtempSync(join(tmpdir(), 'faellesvaerk-compose-'))
    const writtenOut = join(folder, 'docker-compose.yml')
    writeFileSync(
      writtenOut,
      stringify(parse(composeText, { merge: true }), { defaultStringType: 'QUOTE_SINGLE' }),
    )
    const linter = new DCLinter({ rules, quiet: false, debug: false, exclude: [] })
    const results = linter.lintFiles(['docker-compose.yml', writtenOut], false)
    rmSync(folder, { recursive: true })
    expect(results).toHaveLength(2)
    expect(results.flatMap(({ messages }) => messages)).toEqual([])
  })

  test('runs one program twice: to serve, and to work', () => {
    expect([app.environment['ROLE'], worker.environment['ROLE']]).toEqual(['web', 'worker'])
    const { ROLE: _app, ...ofApp } = app.environment
    const { ROLE: _worker, ...ofWorker } = worker.environment
    expect(ofApp).toEqual(ofWorker)
    expect([app.image, app.build, app.env_file]).toEqual([worker.image, worker.build, worker.env_file])
  })

  test('gives both the same data folder, where files and the cookie secret lie', () => {
    const folder = `files:${app.environment['DATA_DIR']}`
    expect(app.volumes).toEqual([folder])
    expect(worker.volumes).toEqual([folder])
    expect(compose.volumes).toHaveProperty('files')
  })

  test('stands on PostgreSQL 18, and keeps its data where that image has it', () => {
    expect(database.image).toMatch(/^postgres:18(-|$)/)
    expect(database.volumes).toEqual(['database:/var/lib/postgresql'])
    expect(compose.volumes).toHaveProperty('database')
  })

  test('lets the program into the database that it makes', () => {
    const url = new URL(app.environment['DATABASE_URL'] ?? '')
    expect(url.hostname in compose.services).toBe(true)
    expect(database.environment).toMatchObject({
      POSTGRES_USER: url.username,
      POSTGRES_DB: url.pathname.slice(1),
      POSTGRES_PASSWORD: app.environment['PGPASSWORD'],
    })
    // Without one it is not started at all.
    expect(app.environment['PGPASSWORD']).toMatch(/^\$\{POSTGRES_PASSWORD:\?/)
    expect(url.password).toBe('')
  })

  test('waits until the database can be reached from other containers', () => {
    for (const service of [app, worker])
      expect(service.depends_on).toEqual({ database: { condition: 'service_healthy' } })
    expect(database.healthcheck?.test.slice(0, 4)).toEqual(['CMD', 'pg_isready', '-h', '127.0.0.1'])
  })

  test('passes signals on to the program', () => {
    expect([app.init, worker.init]).toEqual([true, true])
  })

  test('opens one port, to this machine alone, and it leads to where the program listens', () => {
    expect(app.ports).toEqual([`127.0.0.1:\${PORT:-3000}:${app.environment['PORT']}`])
    expect([...worker.ports, ...database.ports]).toEqual([])
  })

  test('sets only what the program or the database driver knows', () => {
    const set = Object.keys(app.environment).filter((name) => name !== 'PGPASSWORD')
    expect(set.filter((name) => !variables.includes(name))).toEqual([])
  })
})
