/**
 * How fast pictures are prepared: from the first byte that a phone sends to the last rendition, beside plain decoding
 * of the same files, in the same run. What each figure means stands in `docs/benchmarks.md`.
 */
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import sharp from 'sharp'
import { demoArtwork, demoHouses } from '#api/commands/demo/artwork.ts'
import { connect } from '#api/database/connect.ts'
import { listInbox } from '#core/contract/inbox.ts'
import { callerOf, type Call } from '#tests/support/call.ts'
import { readShared, sharedFiles } from '#tests/support/pictures.ts'
import { makeCurator } from '#tests/support/staff.ts'
import type { Figures } from './benchmark.ts'
import { retake, takePhoto } from './http/photo.ts'
import { checkReceived, pack, sendAll, type Parcel } from './http/sending.ts'
import { openDecoders } from './ingest/decoders.ts'
import { watchMemory } from './ingest/memory.ts'
import { openProgram, type Program } from './program.ts'
import { inTurns, median } from './rounds.ts'
import { table, three } from './table.ts'
import { openWorkFolder } from './work-folder.ts'

const rounds = 3
const photosARound = 24
const sendersAtOnce = 4
const workers = 2
/** One who waits for a single picture looks often, one who waits for many seldom: looking takes of the same machine. */
const lookEveryMs = { single: 25, many: 100 }
const heicPhotos = 5
const idlePhotos = 20

const [{ code: houseCode }] = demoHouses
const slug = demoArtwork.slug

/** Real ones where they lie beside the project; else one that is made as a phone makes it. */
async function photosOf12Megapixels(): Promise<Buffer[]> {
  const found: Buffer[] = []
  for (const path of sharedFiles('photos')) {
    const photo = await readShared(path)
    const { width, height, format } = await sharp(photo).metadata()
    if (format === 'jpeg' && width * height > 11e6 && width * height < 13e6) found.push(photo)
  }
  return found.length > 0 ? found : [await takePhoto()]
}

const putTo =
  ({ origin }: Program) =>
  ({ id }: Parcel) =>
    `${origin}/api/artworks/${slug}/pieces/${id}`

async function untilReady(database: pg.Client, parcels: readonly Parcel[]): Promise<void> {
  const ids = parcels.map(({ id }) => id)
  for (;;) {
    const { rows } = await database.query<{ preparation: string; count: number }>(
      'select preparation, count(*)::int as count from piece where id = any($1::uuid[]) group by 1',
      [ids],
    )
    const of = (state: string) => rows.find(({ preparation }) => preparation === state)?.count ?? 0
    if (of('unreadable') > 0) throw new Error('A picture could not be prepared.')
    if (of('ready') === ids.length) return
    await wait(ids.length === 1 ? lookEveryMs.single : lookEveryMs.many)
  }
}

/** @returns pictures per second, from the first byte sent to the last one ready */
async function ingest(program: Program, database: pg.Client, photos: readonly Buffer[]): Promise<number> {
  const parcels = photos.map((photo) => pack(houseCode, 'photo', retake(photo)))
  const startMs = performance.now()
  await sendAll(parcels, sendersAtOnce, putTo(program), checkReceived)
  await untilReady(database, parcels)
  return (photos.length * 1000) / (performance.now() - startMs)
}

type Decode = (photo: Buffer) => Promise<unknown>

const plainly: Decode = (photo) => sharp(photo).raw().toBuffer()

/** The limit: the same files to pixels, and nothing else, as many at once as there are workers. */
async function decodeOnly(photos: readonly Buffer[], decoders: readonly Decode[]): Promise<number> {
  const waiting = [...photos]
  const startMs = performance.now()
  await Promise.all(
    decoders.map(async (decode) => {
      for (let photo = waiting.shift(); photo; photo = waiting.shift()) await decode(photo)
    }),
  )
  return (photos.length * 1000) / (performance.now() - startMs)
}

/** @returns milliseconds from the answer to its PUT until a picture is ready, one picture at a time */
async function waits(
  program: Program,
  photos: readonly Buffer[],
  ready: (parcel: Parcel) => Promise<void>,
): Promise<number[]> {
  const measured: number[] = []
  for (const photo of photos) {
    const parcel = pack(houseCode, 'photo', photo)
    await sendAll([parcel], 1, putTo(program), checkReceived)
    const startMs = performance.now()
    await ready(parcel)
    measured.push(performance.now() - startMs)
  }
  return measured
}

async function visible(curator: Call, { id }: Parcel): Promise<void> {
  for (;;) {
    const inbox = await curator(listInbox, { params: { slug } })
    // The same picture was sent before: it is seen with the first.
    const isSeen = inbox.some(
      (piece) =>
        (piece.id === id && piece.preparation === 'ready') || piece.twins.some((twin) => twin.id === id),
    )
    if (isSeen) return
    await wait(lookEveryMs.single)
  }
}

/** Twelve megapixels from an iPhone; null where there is none beside the project, since nothing here can write HEIC. */
async function heicPhoto(): Promise<Buffer | null> {
  const path = sharedFiles('formats').find((name) => name.endsWith('iphone_13_pro_max.HEIC'))
  return path === undefined ? null : readShared(path)
}

/** The least that is not passed by 95 of 100. */
const p95 = (numbers: readonly number[]) =>
  numbers.toSorted((one, other) => one - other)[Math.ceil(numbers.length * 0.95) - 1] ?? Number.NaN

async function curatorOf({ origin, databaseUrl }: Program): Promise<Call> {
  const { db, close } = connect(databaseUrl, () => undefined)
  const { cookie } = await makeCurator({ origin, deps: { db, clock: { now: () => new Date() } } })
  await close()
  return callerOf(origin, { cookie })
}

export async function run(say: (lines: string) => void): Promise<Figures> {
  const folder = await openWorkFolder(4)
  const dataDir = join(folder.path, 'data')
  // Hung once, the demo leaves an artwork to send to. What hanging it takes of memory is not what is measured here.
  await (await openProgram(dataDir, {})).stop()
  const program = await openProgram(dataDir, { JOBS_AT_ONCE: String(workers) })
  const database = new pg.Client({ connectionString: program.databaseUrl })
  try {
    await database.connect()
    const originals = await photosOf12Megapixels()
    const photos = Array.from(
      { length: photosARound },
      (_, i) => originals[i % originals.length] ?? Buffer.alloc(0),
    )
    say(`${photosARound} photos a round, of ${originals.length} different ones of 12 megapixels.`)
    const sameMemory = openDecoders(workers)
    const rate = await inTurns(
      [
        { name: 'house', measure: () => ingest(program, database, photos) },
        {
          name: 'decode',
          measure: () =>
            decodeOnly(
              photos,
              Array.from({ length: workers }, () => plainly),
            ),
        },
        { name: 'decode with the same memory', measure: () => decodeOnly(photos, sameMemory.decoders) },
      ],
      rounds,
    ).finally(() => sameMemory.close())
    const heic = await heicPhoto()
    const heics = heic === null ? [] : Array.from({ length: heicPhotos }, () => heic)
    const heicMs = await waits(program, heics, (parcel) => untilReady(database, [parcel]))
    const stopWatching = watchMemory(program.pid)
    for (let round = 0; round < rounds; round++) await ingest(program, database, photos)
    await waits(program, heics, (parcel) => untilReady(database, [parcel]))
    const held = (await stopWatching()).map((bytes) => bytes / 1e6)
    const peakMb = held.reduce((sum, mb) => sum + mb, 0)
    say(`Most held at once, by process, in MB: ${held.map(three).join(', ')}`)
    const curator = await curatorOf(program)
    const seen = await waits(
      program,
      Array.from({ length: idlePhotos }, (_, i) => retake(photos[i % photos.length] ?? Buffer.alloc(0))),
      (parcel) => visible(curator, parcel),
    )
    const figures = {
      imagesPerS: rate('house'),
      ratioToDecode: rate('house') / rate('decode'),
      peakMb,
      ...(heic !== null && { heicMs: median(heicMs) }),
      visibleP95Ms: p95(seen),
    }
    say(
      table(`Photos of 12 megapixels, ${workers} at once, medians of ${rounds} rounds`, [
        ['', 'pictures/s'],
        ['received, prepared and stored', three(rate('house'))],
        ['only decoded', three(rate('decode'))],
        ['only decoded, with memory as the workshop has it', three(rate('decode with the same memory'))],
      ]),
    )
    if (heic === null)
      say('HEIC is not measured: there is no shared/data beside the project to take one from.')
    return figures
  } finally {
    await database.end()
    await program.stop()
    await folder.remove()
  }
}
