import { randomBytes, randomInt } from 'node:crypto'
import { Problem } from '#core/contract/problems.ts'
import * as contract from '#core/contract/screens.ts'
import { artworkIdOf } from '../artworks/repository.ts'
import { audit } from '../audit/audit.ts'
import type { Deps } from '../deps.ts'
import { currentFace } from '../editions/faces.ts'
import { secretHash } from '../http/callers.ts'
import { announce, screenTopic } from '../http/events.ts'
import type { Limits } from '../http/limits.ts'
import type { Routes } from '../http/routes.ts'
import { followScreen } from './follow.ts'
import * as screens from './repository.ts'

/** An unpaired screen's digits are given up after this long; the wall then asks for new ones. */
const unpairedMs = 60 * 60 * 1000

async function newScreen({ db, clock }: Pick<Deps, 'db' | 'clock'>) {
  await screens.forgetUnpaired(db, new Date(clock.now().getTime() - unpairedMs))
  const token = contract.ScreenToken.parse(randomBytes(32).toString('base64url'))
  // Four digits that no other waiting screen shows.
  for (let attempt = 0; attempt < 100; attempt++) {
    const code = String(randomInt(10_000)).padStart(4, '0')
    const id = await screens.insertScreen(db, { tokenHash: secretHash(token), code })
    if (id) return { id, token, code }
  }
  throw new Problem('too-many-tries')
}

async function oneScreen(deps: Deps, id: string) {
  const [screen] = await screens.listPaired(deps.db, id)
  if (!screen) throw new Problem('not-found')
  return screen
}

export function screenRoutes(routes: Routes, deps: Deps, limits: Limits): void {
  const { db, clock } = deps

  async function stateOf(id: string) {
    const state = await screens.screenState(db, id)
    if (!state) throw new Problem('screen-unknown')
    return state
  }

  routes.on(contract.createScreen, async ({ request }) => {
    await limits.newScreen.take(limits.addressOf(request))
    return newScreen(deps)
  })

  routes.on(contract.getScreen, async ({ screenId }) => stateOf(screenId()))

  routes.on(contract.getScreenEdition, async ({ screenId }) => {
    const artworkId = await screens.screenArtwork(db, screenId())
    const face = artworkId === null ? null : await currentFace(db, artworkId, screens.screenFace)
    if (!face) throw new Problem('edition-not-found')
    return face
  })

  routes.on(contract.reportScreen, async ({ screenId, body }) => {
    await screens.reportShown(db, screenId(), body.edition, clock.now())
    return undefined
  })

  routes.on(contract.followScreen, async ({ screenId }) => {
    const id = screenId()
    await stateOf(id)
    return (listener) => followScreen(deps, id, listener)
  })

  routes.on(contract.listScreens, async () => screens.listPaired(db))

  routes.on(contract.pairScreen, async ({ body, staff, request }) => {
    await limits.pairing.take(limits.addressOf(request))
    const artworkId = body.artwork === null ? null : await artworkIdOf(db, body.artwork)
    const id = await db.transaction().execute(async (tx) => {
      const setting = { name: body.name, artworkId, pairedAt: clock.now() }
      const paired = await screens.pairByCode(tx, body.code, setting)
      if (paired === null) throw new Problem('pairing-code-unknown')
      await audit(tx, staff(), 'pair', { kind: 'screen', id: paired })
      await announce(tx, screenTopic(paired), 'screen', null)
      return paired
    })
    return oneScreen(deps, id)
  })

  routes.on(contract.changeScreen, async ({ params, body, staff }) => {
    const artworkId = body.artwork === null ? null : await artworkIdOf(db, body.artwork)
    await db.transaction().execute(async (tx) => {
      const changed = await screens.changeScreen(tx, params.id, { name: body.name, artworkId })
      if (!changed) throw new Problem('not-found')
      await audit(tx, staff(), 'change', { kind: 'screen', id: params.id })
      await announce(tx, screenTopic(params.id), 'screen', null)
    })
    return oneScreen(deps, params.id)
  })

  routes.on(contract.removeScreen, async ({ params, staff }) => {
    await db.transaction().execute(async (tx) => {
      if (!(await screens.removeScreen(tx, params.id))) throw new Problem('not-found')
      await audit(tx, staff(), 'remove', { kind: 'screen', id: params.id })
      await announce(tx, screenTopic(params.id), 'screen', null)
    })
    return undefined
  })
}
