/**
 * Hangs the demo: one artwork of about sixty pieces, sent in, looked at, composed and published through the same use
 * cases as any other. Cut short, it goes on where it was at the next start.
 */
import { createHash, randomUUID } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { z } from 'zod'
import { NewArtwork, NewHouse } from '#core/contract/artworks.ts'
import { PieceSubmission, consentWordings, type PieceKind } from '#core/contract/pieces.ts'
import { Drawing } from '#core/ink/drawing.ts'
import { createArtwork } from '../../artworks/create.ts'
import { findArtwork } from '../../artworks/repository.ts'
import { operate } from '../../composition/operate.ts'
import { loadState } from '../../composition/repository.ts'
import type { Deps } from '../../deps.ts'
import { drawEdition } from '../../editions/draw.ts'
import { publish } from '../../editions/publish.ts'
import { insertHouse, listHouses } from '../../houses/repository.ts'
import { setDecision } from '../../inbox/repository.ts'
import { preparePiece } from '../../pieces/prepare.ts'
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
  const pictures = (await readdir(new URL('pictures/', folder))).filter((file) => /\.(jpg|png|webp)$/.test(file))
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
  let done = 0
  const waiting = pieces.entries()
  // Two at a time, as many as the smallest machine has cores; both take from the same list.
  const hangNext = async () => {
    for (const [index, piece] of waiting) {
      await hangPiece(deps, index, piece)
      done++
      if (done % 20 === 0) say(`  ${done} of ${pieces.length} pieces are in.`)
    }
  }
  await Promise.all([hangNext(), hangNext()])
  await compose(deps, artworkId)
  await publish(deps, artworkId, null)
  await drawEdition(deps, artworkId)
  say('  The demo hangs.')
}

async function demoArtworkId({ db, clock }: Deps): Promise<string> {
  const known = new Set((await listHouses(db)).map(({ code }) => code))
  await db.transaction().execute(async (tx) => {
    for (const house of demoHouses) if (!known.has(house.code)) await insertHouse(tx, NewHouse.parse(house))
    const isThere = await tx.selectFrom('artwork').select('id').where('slug', '=', demoArtwork.slug).executeTakeFirst()
    if (isThere) return
    const opensAt = new Date(clock.now().getTime() - 60_000).toISOString()
    const houses = demoHouses.map(({ code }) => code)
    await createArtwork(tx, NewArtwork.parse({ ...demoArtwork, opensAt, closesAt: null, houses }))
  })
  return (await findArtwork(db, demoArtwork.slug)).id
}



async function hangPiece(deps: Deps, index: number, { kind, bytes, name }: DemoPiece): Promise<void> {
  const { db, storage, clock } = deps
  const id = steadyId('demo', bytes)
  const house = demoHouses[index % demoHouses.length]
  const key = `incoming/${randomUUID()}`
  const { sha256, byteSize } = await storage.write(key, bytes)
  const credit = name === null ? (index % 3 === 0 ? { kind: 'none' } : { kind: 'house' }) : { kind: 'name', name }
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
  await preparePiece(deps, id)
  await db.transaction().execute((tx) => setDecision(tx, id, 'approved', null, clock.now()))
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
