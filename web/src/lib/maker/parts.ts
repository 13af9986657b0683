/** In which order a large content goes out, so that what has arrived is not sent again. */
import { partMaxBytes } from '#core/contract/sending.ts'

/** The way to the server. What may be better next time is thrown. */
export interface Carrier<Received extends object> {
  /**
   * Sends all but the content, which it only names.
   * @returns the answer when all of it is there, else from which offset on it is missing; null: it has to go whole
   */
  ask(): Promise<Received | number | null>
  /** @returns the offset where it goes on; null: it is not taken here, for a reason that is heard by asking */
  append(offset: number): Promise<number | null>
  whole(): Promise<Received>
}

/** @param tell hears how many bytes the server has, by its own word */
export async function sendInParts<Received extends object>(
  carrier: Carrier<Received>,
  byteSize: number,
  tell: (arrivedBytes: number) => void,
): Promise<Received> {
  if (byteSize <= partMaxBytes) return carrier.whole()
  // Asked first, asked last, and once more when another tab came in between.
  for (let round = 1; round <= 3; round++) {
    const answer = await carrier.ask()
    if (answer === null) break
    if (typeof answer === 'object') return answer
    tell(answer)
    let offset = answer
    // Another tab may take turns with this one; but nobody goes round for ever.
    let stepsLeft = 2 * Math.ceil(byteSize / partMaxBytes)
    while (offset < byteSize && stepsLeft-- > 0) {
      const next = await carrier.append(offset)
      if (next === null) break
      offset = next
      tell(offset)
    }
  }
  return carrier.whole()
}
