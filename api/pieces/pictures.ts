import type { Deps } from '../deps.ts'
import type { Picture } from '../http/answers.ts'
import { findRendition } from './repository.ts'

/** A piece's picture for those who may see it before it is public. @throws {Problem} piece-not-found */
export async function openPicture(
  { db, storage }: Pick<Deps, 'db' | 'storage'>,
  pieceId: string,
  sizePx: number,
): Promise<Picture> {
  const { storageKey, mediaType } = await findRendition(db, pieceId, sizePx)
  const { stream, byteSize } = await storage.open(storageKey)
  // The picture of a piece never changes, but it can go: a browser may keep it for the length of a sitting.
  return { mediaType, byteSize, stream, cache: 'private, max-age=600' }
}
