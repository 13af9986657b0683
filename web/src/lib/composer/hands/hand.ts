/**
 * What the hand is doing is always one of these states. Each hears what the fingers do and says which state comes next:
 *
 *   idle ──down on a handle──► transforming ──up──► idle
 *    │ ├──down, Space or middle button──► panning ──up──► idle
 *    │ ├──down, on a picture that is being cropped──► cropping ──up──► idle
 *    │ └──down──► pointing ──up: choose──► idle
 *    │               ├──moved, on a piece──► moving ──up: let go──► idle
 *    │               ├──moved, on nothing──► marquee ──up: choose──► idle
 *    │               ├──moved, with the lasso──► lasso ──up: choose──► idle
 *    │               └──moved by finger, on nothing that is chosen──► panning
 *    └── a second finger, from pointing, panning or moving──► twisting, on what is chosen, else pinching ──up──► idle
 */
import type { Point } from '../canvas/camera.ts'

/** One finger, pen or mouse, as the stage feels it. */
export interface Touch {
  readonly pointer: number
  /** From the upper left of the stage, in CSS pixels. */
  readonly at: Point
  readonly by: 'mouse' | 'pen' | 'touch'
  readonly button: 'first' | 'middle' | 'other'
  readonly shift: boolean
  readonly alt: boolean
  /** Space is held: whatever is touched, the work is moved under the screen. */
  readonly wantsPan: boolean
  readonly onHandle: boolean
}

/** What comes next. Nothing said: the hand goes on with what it does. */
export type Step =
  | { readonly to: 'idle' | 'transforming' }
  | {
      readonly to: 'pointing' | 'panning' | 'moving' | 'marquee' | 'lasso' | 'cropping'
      readonly touch: Touch
    }
  | { readonly to: 'pinching' | 'twisting'; readonly one: Touch; readonly other: Touch }

export interface Hand {
  readonly name: Step['to']
  readonly down?: (touch: Touch) => Step | undefined
  readonly move?: (touch: Touch) => Step | undefined
  readonly up?: (touch: Touch) => Step | undefined
  /** The browser took the pointer away, or Escape was pressed: as if it had never begun. */
  readonly cancel?: () => void
}

export const between = (a: Point, b: Point): Point => ({ x: b.x - a.x, y: b.y - a.y })
export const distance = (a: Point, b: Point): number => Math.hypot(b.x - a.x, b.y - a.y)
