/**
 * Hangs the demo: one artwork of about sixty pieces, sent in, looked at, composed and published through the same use
 * cases as every artwork. Cut short, it goes on where it was at the next start.
 */
import { createHash, randomUUID } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { setTimeout as wait } from 'node:timers/promises'
import { z } from 'zod'
import type { PieceId } from '#core/contract/ids.ts'
import { NewArtwork, NewHouse } from '#core/contract/artworks.ts'
import { PieceSubmission, consentWordings, type PieceKind } from '#core/contract/pieces.ts'
import { Drawing } from '#core/ink/drawing.ts'
import { createArtwork } from '../../artworks/create.ts'
import { findArtwork } from '../../artworks/repository.ts'
import { operate } from '../../composition/operate.ts'
import { loadState } from '../../composition/repository.ts'
import type { Deps } from '../../deps.ts'
import { publish } from '../../editions/publish.ts'
import { findCurrent } from '../../editions/repository.ts'
import { insertHouse, listHouses } from '../../houses/repository.ts'
import { markNameSeen } from '../../inbox/name-repository.ts'
import { setDecision } from '../../inbox/repository.ts'
import { receivePiece } from '../../pieces/receive.ts'
import { steadyId } from '../steady-id.ts'
import { demoArtwork, demoHouses, demoOrder } from './artwork.ts'

const folder = new URL('./', import.meta.url)

interface DemoPiece {
  readonly kind: PieceKind
  readonly bytes: Buffer
  readonly name: string | null
}

const Texts = z.array(z.object({ text: z.string(), name: z.string().nullable() }))
const Drawings = z.array(z.object({ name: z.string().nullable(), drawing: Drawing }))

async function demoPieces(): Promise<DemoPiece[]> {
  const pictures = (await readdir(new URL('pictures/', folder))).filter((file) =>
    /\.(jpg|png|webp)$/.test(file),
  )
  const photos = await Promise.all(
    pictures.sort().map(async (file): Promise<DemoPiece> => {
      const bytes = await readFile(new URL(`pictures/${file}`, folder))
      return { kind: 'photo', bytes, name: null }
    }),
  )
  const texts = Texts.parse(JSON.parse(await readFile(new URL('texts.json', folder), 'utf8')))
  const drawings = Drawings.parse(JSON.parse(await readFile(new URL('drawings.json', folder), 'utf8')))
  return demoOrder([
    ...photos,
    ...texts.map(({ text, name }): DemoPiece => ({ kind: 'text', bytes: Buffer.from(text), name })),
    ...drawings.map(({ drawing, name }): DemoPiece => {
      return { kind: 'drawing', bytes: Buffer.from(JSON.stringify(drawing)), name }
    }),
  ])
}

/** A new house gets the demo; one that has artworks of its own does not, unless the demo was cut short. */
async function isWanted(deps: Deps): Promise<boolean> {
  const artworks = await deps.db
    .selectFrom('artwork')
    .leftJoin('edition', 'edition.artworkId', 'artwork.id')
    .select(['slug', 'edition.state'])
    .execute()
  if (artworks.length === 0) return true
  const demo = artworks.filter(({ slug }) => slug === demoArtwork.slug)
  return demo.length > 0 && demo.every(({ state }) => state !== 'published')
}

/** @param say hears how far it is, in words */
export async function seedDemo(deps: Deps, say: (line: string) => void): Promise<void> {
  if (!(await isWanted(deps))) return
  say('Hanging the demo artwork. It takes less than a minute.')
  const artworkId = await demoArtworkId(deps)
  const pieces = await demoPieces()
  const ids: PieceId[] = []
  for (const [index, piece] of pieces.entries()) ids.push(await hangPiece(deps, index, piece))
  await untilPrepared(deps, ids, (done) => say(`  ${done} of ${ids.length} pieces are ready.`))
  for (const [index, id] of ids.entries()) await approve(deps, id, pieces[index]?.name ?? null)
  await compose(deps, artworkId)
  await publish(deps, { artworkId, staff: null, leftOut: [], absentHouses: [] })
  await untilPublished(deps, artworkId)
  say('  The demo hangs.')
}

async function demoArtworkId({ db, clock }: Deps): Promise<string> {
  const known = new Set((await listHouses(db)).map(({ code }) => code))
  await db.transaction().execute(async (tx) => {
    for (const house of demoHouses) if (!known.has(house.code)) await insertHouse(tx, NewHouse.parse(house))
    const isThere = await tx
      .selectFrom('artwork')
      .select('id')
      .where('slug', '=', demoArtwork.slug)
      .executeTakeFirst()
    if (isThere) return
    const opensAt = new Date(clock.now().getTime() - 60_000).toISOString()
    const houses = demoHouses.map(({ code }) => code)
    await createArtwork(tx, NewArtwork.parse({ ...demoArtwork, opensAt, closesAt: null, houses }))
  })
  return (await findArtwork(db, demoArtwork.slug)).id
}

async function hangPiece(deps: Deps, index: number, { kind, bytes, name }: DemoPiece): Promise<PieceId> {
  const { storage } = deps
  const id = steadyId('demo', bytes)
  const house = demoHouses[index % demoHouses.length]
  const key = `incoming/${randomUUID()}`
  const { sha256, byteSize } = await storage.write(key, bytes)
  const credit =
    name === null ? (index % 3 === 0 ? { kind: 'none' } : { kind: 'house' }) : { kind: 'name', name }
  await receivePiece(deps, {
    slug: NewArtwork.shape.slug.parse(demoArtwork.slug),
    id,
    submission: PieceSubmission.parse({
      kind,
      house: house?.code,
      credit,
      consents: (['screen', 'web'] as const).map((purpose) => ({
        purpose,
        answer: 'yes',
        wording: consentWordings[purpose],
        way: 'paper-slip',
      })),
      // Nobody holds the card of a demo piece.
      cardHash: createHash('sha256').update(randomUUID()).digest('hex'),
    }),
    content: { key, sha256, byteSize, head: bytes.subarray(0, 4_100) },
  })
  return id
}

/** Takes a piece in, and its name with it. */
async function approve({ db, clock }: Deps, id: PieceId, name: string | null): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await setDecision(tx, id, 'approved', null, clock.now())
    if (name !== null) await markNameSeen(tx, id, name)
  })
}

/** The house's own workers prepare the pieces; this waits for them and tells how far they are. */
async function untilPrepared(
  { db }: Deps,
  ids: readonly PieceId[],
  tell: (done: number) => void,
): Promise<void> {
  let told = 0
  for (;;) {
    const { done } = await db
      .selectFrom('piece')
      .select(({ fn }) => fn.countAll<number>().as('done'))
      .where('id', 'in', ids)
      .where('preparation', '<>', 'received')
      .executeTakeFirstOrThrow()
    if (done >= told + 20) tell((told = done))
    if (done >= ids.length) return
    await wait(200)
  }
}

/** The composition needs somebody who made it: an account that nobody can sign in to. */
async function demoCurator({ db }: Deps): Promise<string> {
  const email = 'demo@example.invalid'
  const known = await db.selectFrom('staff').select('id').where('email', '=', email).executeTakeFirst()
  if (known) return known.id
  const made = await db
    .insertInto('staff')
    .values({ name: 'Demo', email, role: 'curator' })
    .returning('id')
    .executeTakeFirstOrThrow()
  return made.id
}

async function compose(deps: Deps, artworkId: string): Promise<void> {
  if ((await loadState(deps.db, artworkId)).size > 0) return
  const { layout, options, seed } = demoArtwork.composition
  await operate(deps, artworkId, await demoCurator(deps), {
    kind: 'layout',
    clientOpId: randomUUID(),
    layout,
    options,
    seed,
  })
}

async function untilPublished({ db }: Deps, artworkId: string): Promise<void> {
  while (!(await findCurrent(db, artworkId))) await wait(200)
}
