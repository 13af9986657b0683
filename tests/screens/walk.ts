/**
 * A walk goes from screen to screen as a person does, and stops at each to have it looked at. What the looking is,
 * is the business of who walks: the pictures in `docs/screens` and the gates of accessibility walk the same ways.
 */
import type { Page } from 'playwright-core'
import type { Say } from './words.ts'
import type { BareWorld, World } from './world.ts'

export const rooms = ['front-door', 'maker', 'curator', 'visitor', 'wall'] as const
export type Room = (typeof rooms)[number]

/** What is special about one screen. */
export interface Demands {
  /** Every choice must be seen on a phone without scrolling. */
  readonly firstView?: true
  /** Made for a desk, and still to be used on a phone. */
  readonly phoneToo?: true
}

export type Look = (name: string, caption: string, demands?: Demands) => Promise<void>

export interface Scene<Stands extends BareWorld = World> {
  readonly world: Stands
  readonly page: Page
  readonly say: Say
  readonly look: Look
  /** Signs the curator in without the door. */
  readonly signIn: () => Promise<void>
  /** Chooses the walk’s language again, where a house’s tablet has forgotten it. */
  readonly chooseLanguage: () => Promise<void>
}

/** @typeParam Stands what must be in the house for it */
export interface Walk<Stands extends BareWorld = World> {
  readonly title: string
  readonly room: Room
  readonly go: (scene: Scene<Stands>) => Promise<void>
}
