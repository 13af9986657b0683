import type { z } from 'zod'
import type { HouseCode } from '#core/contract/ids.ts'
import { Problem } from '#core/contract/problems.ts'
import type { Staff } from '#core/contract/staff.ts'
import type { VoiceClip, VoiceLocale } from '#core/contract/voices.ts'
import { cleanRecording } from '#core/voice/recording.ts'
import { createHash } from 'node:crypto'
import { audit } from '../audit/audit.ts'
import type { Db } from '../database/connect.ts'
import type { Deps } from '../deps.ts'
import { houseIds } from '../houses/repository.ts'
import * as voices from './repository.ts'

interface Place {
  readonly house: HouseCode | undefined
  readonly locale: VoiceLocale
  readonly slot: string
}

interface Take extends Place {
  readonly take: string
  readonly text: string
}

/** @returns null for all houses @throws {Problem} house-not-found */
export async function houseIdOf(db: Db, house: HouseCode | undefined): Promise<string | null> {
  if (house === undefined) return null
  const [id] = await houseIds(db, [house])
  if (id === undefined) throw new Problem('house-not-found')
  return id
}

/**
 * Keeps one encoding of a take; another take that lay in the slot goes, with its bytes. What hides in the file is
 * taken out first: what is kept is a sound and nothing else.
 * @throws {Problem} house-not-found, content-missing, recording-unusable
 */
export async function keepVoice(
  { db, storage }: Pick<Deps, 'db' | 'storage'>,
  staff: Staff,
  { house, take: id, text, ...at }: Take,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<z.input<typeof VoiceClip>> {
  const place = { houseId: await houseIdOf(db, house), ...at }
  if (bytes.length === 0) throw new Problem('content-missing')
  const recording = cleanRecording(bytes)
  if (recording === null) throw new Problem('recording-unusable')
  const { mediaType } = recording
  const sha256 = createHash('sha256').update(recording.bytes).digest()
  // Before the row that names them: what no row comes to name is swept away.
  await storage.write(voices.voiceKey(id, sha256), recording.bytes)
  const before = await db.transaction().execute(async (tx) => {
    await voices.lockSlot(tx, place)
    const known = await voices.clipInSlot(tx, place)
    const replaced = known === id ? null : known
    if (replaced !== null) await voices.deleteClip(tx, replaced)
    if (!(await voices.insertClip(tx, place, { id, text }))) throw new Problem('bad-request')
    await voices.putEncoding(tx, id, { mediaType, sha256, byteSize: recording.bytes.length })
    await audit(tx, staff, 'keep', { kind: 'voice', id })
    return replaced
  })
  if (before !== null) await storage.removeAll(`voices/${before}`)
  const clip = await voices.findClip(db, id)
  // Somebody else's take came in between.
  if (!clip) throw new Problem('not-found')
  return clip
}

/** Empties a slot; the voice is gone at once. @throws {Problem} house-not-found */
export async function removeVoice(
  { db, storage }: Pick<Deps, 'db' | 'storage'>,
  staff: Staff,
  { house, ...at }: Place,
): Promise<void> {
  const place = { houseId: await houseIdOf(db, house), ...at }
  const gone = await db.transaction().execute(async (tx) => {
    await voices.lockSlot(tx, place)
    const id = await voices.clipInSlot(tx, place)
    if (id === null) return null
    await voices.deleteClip(tx, id)
    await audit(tx, staff, 'remove', { kind: 'voice', id })
    return id
  })
  if (gone !== null) await storage.removeAll(`voices/${gone}`)
}
