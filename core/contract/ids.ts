/**
 * Branded ids: a `HouseId` cannot be handed where a `PieceId` is meant.
 * All are UUIDs, in lower case as the database writes them: an id in capitals is the same id (RFC 9562, section 4).
 * A piece's is made on the phone (v4), all others by the database (v7).
 */
import { z } from 'zod'

const uuid = () => z.uuid().toLowerCase()

export const PieceId = uuid().brand<'PieceId'>()
export type PieceId = z.infer<typeof PieceId>

export const ArtworkId = uuid().brand<'ArtworkId'>()
export type ArtworkId = z.infer<typeof ArtworkId>

export const HouseId = uuid().brand<'HouseId'>()
export type HouseId = z.infer<typeof HouseId>

export const PlacementId = uuid().brand<'PlacementId'>()
export type PlacementId = z.infer<typeof PlacementId>

/** Made by the hand that groups. */
export const GroupId = uuid().brand<'GroupId'>()
export type GroupId = z.infer<typeof GroupId>

export const EditionId = uuid().brand<'EditionId'>()
export type EditionId = z.infer<typeof EditionId>

export const VersionId = uuid().brand<'VersionId'>()
export type VersionId = z.infer<typeof VersionId>

export const ScreenId = uuid().brand<'ScreenId'>()
export type ScreenId = z.infer<typeof ScreenId>

export const StaffId = uuid().brand<'StaffId'>()
export type StaffId = z.infer<typeof StaffId>

/** An artwork's name in an address: `35-plus-1`. */
export const ArtworkSlug = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  .max(60)
  .brand<'ArtworkSlug'>()
export type ArtworkSlug = z.infer<typeof ArtworkSlug>

/** A house's short name in an address and on the command line: `huset-ved-aaen`. */
export const HouseCode = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  .max(40)
  .brand<'HouseCode'>()
export type HouseCode = z.infer<typeof HouseCode>

/**
 * The code on a poster: it leads into one artwork through one house. Six letters and digits that
 * cannot be taken for each other (no 0 o 1 i l), read in any case.
 */
export const EntranceCode = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-hj-km-np-z2-9]{6}$/)
  .brand<'EntranceCode'>()
export type EntranceCode = z.infer<typeof EntranceCode>

/** Lower-case hex of a SHA-256. */
export const Sha256 = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .brand<'Sha256'>()
export type Sha256 = z.infer<typeof Sha256>

/** 128 random bits as base64url: what the card's QR carries, and the only thing that may delete a piece. */
export const CardSecret = z
  .string()
  .regex(/^[A-Za-z0-9_-]{21}[AQgw]$/)
  .brand<'CardSecret'>()
export type CardSecret = z.infer<typeof CardSecret>
