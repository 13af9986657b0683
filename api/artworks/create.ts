import { randomInt } from 'node:crypto'
import type { NewArtwork } from '#core/contract/artworks.ts'
import { Problem } from '#core/contract/problems.ts'
import type { Tx } from '../database/connect.ts'
import { houseIds } from '../houses/repository.ts'
import { insertArtwork, insertEntrance } from './repository.ts'

/** Letters and digits that cannot be taken for each other. */
const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789'

const newCode = () => Array.from({ length: 6 }, () => alphabet[randomInt(alphabet.length)] ?? '').join('')

/**
 * Begins an artwork and gives each of its houses an entrance.
 * @throws {Problem} artwork-slug-taken, house-not-found
 */
export async function createArtwork(tx: Tx, artwork: NewArtwork): Promise<string> {
  const artworkId = await insertArtwork(tx, artwork)
  const houses = await houseIds(tx, artwork.houses)
  if (houses.length < new Set(artwork.houses).size) throw new Problem('house-not-found')
  // 887 million codes: a clash is a thing of luck, and the unique key then fails the transaction.
  for (const houseId of houses) await insertEntrance(tx, { code: newCode(), artworkId, houseId })
  return artworkId
}
