/**
 * The job `publish-edition`: draws what is new in an edition, and then, in one transaction, publishes it. Killed at
 * any moment it leaves no half edition: tiles that are there already are not drawn again when it is run anew.
 */
import { sql } from 'kysely'
import { boxShown } from '#core/composition/crop.ts'
import { groundColour } from '#core/composition/ground.ts'
import { Face } from '#core/contract/editions.ts'
import { Sha256 } from '#core/contract/ids.ts'
import { NotStored } from '#storage/store.ts'
import type { ArtworkSize } from '#core/contract/artworks.ts'
import { aspectOf, type ShownPlace, type StoredPicture } from '#core/tiles/contents.ts'
import { frameOf } from '../artworks/repository.ts'
import type { Db } from '../database/connect.ts'
import type { Deps } from '../deps.ts'
import { announce, artworkTopic } from '../http/events.ts'
import { pictureCache } from '../pictures/picture-cache.ts'
import { keepFaces } from './face-repository.ts'
import * as editions from './repository.ts'
import { drawFace, planFace, type FacePlan, type TileWorks } from './pyramid.ts'
import { dropGivenUp, dropOldTiles, tileKey } from './tiles.ts'

/** Held shared while tiles are drawn, so that nobody sweeps away what an unfinished edition counts on. */
export const drawingLock = 4_235_236

type Given = Pick<Deps, 'db' | 'storage' | 'clock' | 'log'>

export async function drawEdition(deps: Given, artworkId: string): Promise<void> {
  await deps.db.transaction().execute(async (lock) => {
    await sql`select pg_advisory_xact_lock_shared(${drawingLock})`.execute(lock)
    const lost = new Set<string>()
    // What changed while we drew (a piece was taken down) is drawn anew before anything is shown.
    while ((await drawNewest(deps, artworkId, lost)) === 'changed-meanwhile');
    await dropOldTiles(deps, artworkId)
  })
}

/** A stored picture is not there any more, or cannot be read: the disk has lost it. */
class PictureLost extends Error {
  readonly pieceId: string
  constructor(pieceId: string, cause: unknown) {
    super('a stored picture is lost', { cause })
    this.name = 'PictureLost'
    this.pieceId = pieceId
  }
}

/** @param lost pieces whose pictures are lost: their places stand empty, for one lost file must not hold up a work */
async function drawNewest(
  deps: Given,
  artworkId: string,
  lost: Set<string>,
): Promise<'published' | 'nothing' | 'changed-meanwhile'> {
  const { db, clock } = deps
  const edition = await editions.claimNewest(db, artworkId)
  if (!edition) return 'nothing'
  const allowed = await allowedPieces(db, edition.places)
  const places = edition.places.map((place) => ({
    ...place,
    pieceId:
      place.pieceId !== null && allowed.has(place.pieceId) && !lost.has(place.pieceId) ? place.pieceId : null,
  }))
  try {
    await drawFaces(deps, artworkId, { ...edition, places }, allowed)
  } catch (error) {
    // Its bytes went away while we drew with them: no failure, but a piece that was deleted.
    if (!sameAnswers(places, allowed, await allowedPieces(db, places))) return 'changed-meanwhile'
    if (error instanceof PictureLost) {
      deps.log.error({ err: error, pieceId: error.pieceId }, 'a piece is left out')
      lost.add(error.pieceId)
      return 'changed-meanwhile'
    }
    await editions.markFailed(db, edition.id)
    await announce(db, artworkTopic(artworkId), 'edition', { state: 'failed', edition: edition.number })
    throw error
  }
  return db.transaction().execute(async (tx) => {
    const now = await allowedPieces(tx, places, 'hold')
    if (!sameAnswers(places, allowed, now)) return 'changed-meanwhile'
    await editions.setPlaces(tx, edition.id, places)
    await editions.markPublished(tx, { id: edition.id, artworkId, number: edition.number }, clock.now())
    await announce(tx, artworkTopic(artworkId), 'edition', { state: 'published', edition: edition.number })
    await announce(tx, artworkTopic(artworkId), 'published', { edition: edition.number })
    return 'published'
  })
}

/** Whether the web may show it and whether it may be cropped, by piece; one that may not be shown at all is not there. */
type Allowed = ReadonlyMap<string, { readonly webYes: boolean; readonly alterYes: boolean }>

async function allowedPieces(db: Db, places: readonly editions.Place[], mode?: 'hold'): Promise<Allowed> {
  const ids = places.flatMap(({ pieceId }) => pieceId ?? [])
  if (ids.length === 0) return new Map()
  let query = db
    .selectFrom('piece')
    .select(['id', 'webYes', 'alterYes'])
    .where('id', 'in', ids)
    .where('placeable', '=', true)
  // Held until the edition is published: a withdrawal in this moment waits, and then finds the edition to heal.
  if (mode === 'hold') query = query.forShare()
  return new Map((await query.execute()).map(({ id, ...answers }) => [id, answers]))
}

function sameAnswers(places: readonly editions.Place[], before: Allowed, now: Allowed): boolean {
  return places.every(({ pieceId }) => {
    if (pieceId === null) return true
    const [one, other] = [before.get(pieceId), now.get(pieceId)]
    return one?.webYes === other?.webYes && one?.alterYes === other?.alterYes
  })
}

interface Drawing {
  readonly id: string
  readonly number: number
  readonly places: readonly editions.Place[]
}

async function drawFaces(deps: Given, artworkId: string, edition: Drawing, allowed: Allowed): Promise<void> {
  const { db, storage } = deps
  const { background, widthMm, heightMm, widthPx, heightPx } = await frameOf(db, artworkId)
  const size: ArtworkSize = { widthMm, heightMm, widthPx, heightPx }
  const lying = edition.places.map(({ box, layer, element }) => ({ ...box, layer, element }))
  const ground = groundColour(lying, size, background)
  const stored = await storedPictures(db, edition.places)

  const showFor = (face: Face): ShownPlace[] =>
    edition.places.map(({ pieceId, element, box, crop, mount }) => {
      if (element) return { box, shown: { kind: 'element', element } }
      if (pieceId === null) return { box, shown: { kind: 'marigold' } }
      if (face === 'web' && allowed.get(pieceId)?.webYes !== true) return { box, shown: { kind: 'quiet' } }
      const mayBeAltered = allowed.get(pieceId)?.alterYes === true
      const sizes = stored.ofPiece.get(pieceId) ?? []
      const shown: ShownPlace['shown'] = {
        kind: 'picture',
        sizes,
        crop: mayBeAltered ? crop : undefined,
        mount,
      }
      return { box: boxShown(box, aspectOf(sizes), mayBeAltered), shown }
    })
  const plans = Face.options.map((face): [Face, FacePlan] => [
    face,
    planFace({ artworkId, size, background, ground, places: showFor(face) }),
  ])
  const faces = plans.map(([face, { pyramid, cover }]) => ({ face, pyramid, cover }))
  await dropGivenUp(deps, artworkId, edition.id, faces)
  await db.transaction().execute((tx) => keepFaces(tx, edition.id, faces))

  const tilesAll = new Set(plans.flatMap(([, plan]) => [...plan.tiles.keys()])).size
  let tilesDone = 0
  const works: TileWorks = {
    has: (hash) => storage.has(tileKey(hash)),
    read: (hash) => storage.read(tileKey(hash)),
    write: async (hash, bytes) => {
      await storage.write(tileKey(hash), bytes)
    },
    loadPicture: pictureCache(async (sha256) => {
      const { pieceId = '', key = '' } = stored.ofHash.get(sha256) ?? {}
      return storage.read(key).catch((error: unknown) => {
        throw error instanceof NotStored ? new PictureLost(pieceId, error) : error
      })
    }),
    progress: async () => {
      tilesDone = Math.min(tilesDone + 1, tilesAll)
      if (tilesDone % 10 !== 0) return
      await editions.setProgress(db, edition.id, tilesDone, tilesAll)
      const news = { state: 'drawing', edition: edition.number, tilesDone, tilesAll }
      await announce(db, artworkTopic(artworkId), 'edition', news)
    },
  }
  for (const [, plan] of plans) await drawFace(plan, works)
}

/** The stored sizes of each piece, and where their bytes lie by hash. The master is the largest size. */
async function storedPictures(db: Db, places: readonly editions.Place[]) {
  const ids = places.flatMap(({ pieceId }) => pieceId ?? [])
  const ofPiece = new Map<string, StoredPicture[]>()
  const ofHash = new Map<string, { readonly pieceId: string; readonly key: string }>()
  if (ids.length === 0) return { ofPiece, ofHash }
  const rows = await db
    .selectFrom('rendition')
    .select(['pieceId', 'sha256', 'widthPx', 'heightPx', 'storageKey'])
    .where('pieceId', 'in', ids)
    .execute()
  for (const { pieceId, sha256, widthPx, heightPx, storageKey } of rows) {
    const hash = Sha256.parse(sha256.toString('hex'))
    ofHash.set(hash, { pieceId, key: storageKey })
    const sizes = ofPiece.get(pieceId) ?? []
    sizes.push({ sha256: hash, widthPx, heightPx })
    ofPiece.set(pieceId, sizes)
  }
  return { ofPiece, ofHash }
}
