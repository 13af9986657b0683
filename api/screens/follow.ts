/** What a screen is told as it happens: how it is set, and when the work it shows has a new edition or other words. */
import type { Deps } from '../deps.ts'
import { currentFace } from '../editions/faces.ts'
import type { Listener } from '../http/answers.ts'
import { artworkTopic, screenTopic } from '../http/events.ts'
import * as screens from './repository.ts'

/** @returns stops telling */
export async function followScreen(
  { db, events, log }: Pick<Deps, 'db' | 'events' | 'log'>,
  id: string,
  { send, end }: Listener,
): Promise<() => void> {
  const stopped = new AbortController()
  const isStopped = () => stopped.signal.aborted
  let stopArtwork = () => {}
  let settling = Promise.resolve()

  function stop(): void {
    stopped.abort()
    stopScreen()
    stopArtwork()
  }

  /** Says how things stand, and follows the artwork that the screen has now. */
  async function settle(): Promise<void> {
    const state = await screens.screenState(db, id)
    const artworkId = await screens.screenArtwork(db, id)
    if (isStopped()) return
    if (!state) {
      // A curator removed it. It asks again, and is told that nobody knows it.
      end()
      return
    }
    send('screen', state)
    stopArtwork()
    stopArtwork = () => {}
    if (artworkId === null) return
    stopArtwork = events.follow(artworkTopic(artworkId), ({ event, data }) => {
      if (event === 'published') send('edition', data)
      if (event === 'told' || event === 'resync') again()
    })
    const face = await currentFace(db, artworkId, screens.screenFace)
    if (face && !isStopped()) send('edition', { edition: face.edition, words: face.words })
  }

  /** One after the other: two at once would each follow the artwork, and only one of them could be stopped. */
  function again(): void {
    settling = settling
      .then(() => (isStopped() ? undefined : settle()))
      .catch((error: unknown) => log.warn({ err: error }, 'a screen could not be told'))
  }

  const stopScreen = events.follow(screenTopic(id), again)
  try {
    await settle()
  } catch (error) {
    stop()
    throw error
  }
  return stop
}
