/**
 * Places for those who send: so many bodies are taken in at once, and the others wait. Of one who waits nothing is
 * read, so the bytes stay on the phone (TCP sees to that) and not in our memory.
 */
import type { Request, RequestHandler, Response } from 'express'
import { Problem } from '#core/contract/problems.ts'

export interface PlaceRules {
  readonly atOnce: number
  /** Who comes when so many wait already is asked to come again. */
  readonly waitingAtMost: number
  /** So long somebody waits before being asked to come again. Proxies in front often give up after a minute. */
  readonly patienceMs: number
  /** All who have a place are looked at this often. */
  readonly lookEveryMs: number
  /** Who has sent less than this from one look to the next loses the place, if somebody waits for it. */
  readonly leastBytes: number
}

export interface Places {
  /**
   * Resolves when there is a place, which is held until the request has been answered or is gone.
   * @throws {Problem} busy
   */
  take(request: Request, response: Response): Promise<void>
}

interface Holder {
  readonly request: Request
  /** Bytes that had come over its connection when it was last looked at; null: not looked at yet. */
  seenBytes: number | null
}

interface Waiting {
  readonly request: Request
  readonly enter: () => void
}

/** All that it has to send has come, or what came has not been read yet: then we are the slow ones. */
const isOurTurn = ({ complete, readableLength }: Request) => complete || readableLength > 0

/** As much has come as is taken without being read. Who hardly sends would only hold up those who do. */
const isAtTheDoor = ({ complete, readableLength, readableHighWaterMark }: Request) =>
  complete || readableLength >= readableHighWaterMark

export function makePlaces(rules: PlaceRules): Places {
  const holders = new Set<Holder>()
  /** In the order of arrival. */
  const waiting = new Set<Waiting>()
  let looking: NodeJS.Timeout | null = null

  function hold(request: Request, response: Response): void {
    const holder: Holder = { request, seenBytes: null }
    holders.add(holder)
    looking ??= setInterval(look, rules.lookEveryMs)
    response.once('close', () => {
      holders.delete(holder)
      const all = [...waiting]
      const next = all.find(({ request }) => isAtTheDoor(request)) ?? all[0]
      next?.enter()
      if (holders.size > 0 || !looking) return
      clearInterval(looking)
      looking = null
    })
  }

  function look(): void {
    for (const holder of holders) {
      const { request, seenBytes } = holder
      const { bytesRead } = request.socket
      const isSlow = seenBytes !== null && bytesRead - seenBytes < rules.leastBytes && !isOurTurn(request)
      holder.seenBytes = bytesRead
      // As if the net had broken: the phone has its piece still, and tries again by itself.
      if (isSlow && waiting.size > 0) request.destroy()
    }
  }

  function wait(request: Request, response: Response): Promise<void> {
    return new Promise<void>((resolve, reject) => {
      const leave = () => {
        clearTimeout(patience)
        response.off('close', giveUp)
        waiting.delete(one)
      }
      const giveUp = () => {
        leave()
        reject(new Problem('busy'))
      }
      const enter = () => {
        leave()
        hold(request, response)
        resolve()
      }
      const one = { request, enter }
      const patience = setTimeout(giveUp, rules.patienceMs)
      response.once('close', giveUp)
      waiting.add(one)
    })
  }

  return {
    async take(request, response) {
      if (response.closed) throw new Problem('busy')
      if (holders.size < rules.atOnce) hold(request, response)
      else if (waiting.size < rules.waitingAtMost) await wait(request, response)
      else throw new Problem('busy')
    },
  }
}

/** For pages: a form that carries a picture takes a place, everything else passes. */
export const placeForPictures =
  (places: Places): RequestHandler =>
  async (request, response, next) => {
    if (request.method === 'POST' && request.is('multipart/form-data')) await places.take(request, response)
    next()
  }
