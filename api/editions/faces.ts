/** The current edition as an audience may see it. Words are read now, not when it was published: they may be gone. */
import { createHash } from 'node:crypto'
import type { z } from 'zod'
import type { EditionFace, Face, ShownPiece } from '#core/contract/editions.ts'
import type { Box } from '#core/contract/geometry.ts'
import { frameOf } from '../artworks/repository.ts'
import type { Db } from '../database/connect.ts'
import { houseOf } from '../houses/columns.ts'
import { findFace } from './face-repository.ts'
import * as editions from './repository.ts'

type Shown = z.input<typeof ShownPiece>
type Showable = Awaited<ReturnType<typeof editions.showable>> extends Map<string, infer Row> ? Row : never

function shownPiece(place: editions.Place & { pieceId: string }, row: Showable): Shown {
  return {
    placementId: place.placementId,
    pieceId: place.pieceId,
    box: place.box,
    layer: place.layer,
    kind: row.kind,
    name: row.shownName,
    house: row.credit === 'none' ? null : houseOf(row),
    text: row.text,
  }
}

/** Two faces of one edition that say the same of every piece have the same. */
function wordsOf(pieces: readonly Shown[]): string {
  const words = pieces.map(({ placementId, name, house, text }) => [placementId, name, house, text])
  return createHash('sha256').update(JSON.stringify(words)).digest('hex')
}

/** @returns null while nothing is published */
export async function currentFace(
  db: Db,
  artworkId: string,
  face: Face,
): Promise<z.input<typeof EditionFace> | null> {
  const current = await editions.findCurrent(db, artworkId)
  const drawn = current && (await findFace(db, current.id, face))
  if (!current || !drawn) return null
  const artwork = await frameOf(db, artworkId)
  const rows = await editions.showable(
    db,
    current.places.flatMap(({ pieceId }) => pieceId ?? []),
  )
  const houses = new Set<string>()
  const pieces: Shown[] = []
  for (const place of current.places) {
    const { pieceId } = place
    const row = pieceId === null ? undefined : rows.get(pieceId)
    if (pieceId === null || !row || (face === 'web' && !row.webYes)) continue
    houses.add(row.houseCode)
    pieces.push(shownPiece({ ...place, pieceId }, row))
  }
  const { slug, title, invitation, background, widthMm, heightMm, widthPx, heightPx } = artwork
  return {
    artwork: { slug, title, invitation },
    edition: current.number,
    publishedAt: (current.publishedAt ?? new Date(0)).toISOString(),
    face,
    size: { widthMm, heightMm, widthPx, heightPx },
    background,
    pyramid: drawn.pyramid,
    pieces,
    texts: current.places.flatMap(({ placementId, element }) =>
      element?.kind === 'words' ? { placementId, text: element.text } : [],
    ),
    words: wordsOf(pieces),
    houseCount: houses.size,
  }
}

/** Where a piece stands on the wall now. */
export async function placeInCurrentEdition(db: Db, artworkId: string, pieceId: string): Promise<Box | null> {
  const current = await editions.findCurrent(db, artworkId)
  const place = current?.places.find((one) => one.pieceId === pieceId)
  if (!place) return null
  return (await editions.showable(db, [pieceId])).size > 0 ? place.box : null
}
