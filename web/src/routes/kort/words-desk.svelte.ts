/**
 * Taking a piece down by the three pictured words of its card and its house. Words may only hide, and what is answered
 * is the same whether they were right or not; only when several pieces have the same words, it is asked which.
 */
import { getEntrance } from '#core/contract/artworks.ts'
import { hideByWords, type CardWords, type SameWords } from '#core/contract/cards.ts'
import { EntranceCode, type HouseCode } from '#core/contract/ids.ts'
import type { PieceId } from '#core/contract/ids.ts'
import { Problem, type ProblemType } from '#core/contract/problems.ts'
import { call } from '#lib/api.ts'

type Desk =
  | { readonly state: 'house' }
  | { readonly state: 'picking' }
  | { readonly state: 'same'; readonly choose: readonly SameWords[] }
  | { readonly state: 'heard' }

type Fetch = typeof globalThis.fetch

export function openWordsDesk(fetch: Fetch) {
  let desk = $state.raw<Desk>({ state: 'house' })
  let house = $state.raw<{ code: HouseCode; name: string } | null>(null)
  let picked = $state.raw<readonly number[]>([])
  let busy = $state(false)
  let problem = $state.raw<ProblemType | null>(null)

  /** One thing at a time; what goes wrong is said on the page. */
  async function attempt(run: () => Promise<void>): Promise<void> {
    if (busy) return
    busy = true
    problem = null
    try {
      await run()
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      problem = error.type
    } finally {
      busy = false
    }
  }

  async function hide(which?: PieceId): Promise<void> {
    const words = wordsOf(picked)
    if (!house || !words) return
    const params = { house: house.code }
    const { choose } = await call(fetch, hideByWords, { params, body: { words, ...(which && { which }) } })
    desk = choose ? { state: 'same', choose } : { state: 'heard' }
  }

  return {
    get desk() {
      return desk
    },
    get house() {
      return house
    },
    get picked() {
      return picked
    },
    get busy() {
      return busy
    },
    get problem() {
      return problem
    },
    /** @param written the code on the poster: of the page's address, or written by hand */
    enter: (written: string) =>
      attempt(async () => {
        const code = EntranceCode.safeParse(written)
        if (!code.success) throw new Problem('entrance-not-found')
        house = (await call(fetch, getEntrance, { params: { code: code.data } })).house
        desk = { state: 'picking' }
      }),
    pick(word: number): void {
      if (picked.length < 3) picked = [...picked, word]
    },
    remove(place: number): void {
      picked = picked.filter((_, at) => at !== place)
    },
    takeDown: (which?: PieceId) => attempt(() => hide(which)),
  }
}
export type WordsDesk = ReturnType<typeof openWordsDesk>

function wordsOf([first, second, third]: readonly number[]): CardWords | null {
  if (first === undefined || second === undefined || third === undefined) return null
  return [first, second, third]
}
