import type { Box } from '#core/contract/geometry.ts'
import type { PlacementId } from '#core/contract/ids.ts'
import { boundsOf, boxOf } from '../canvas/box.ts'
import type { Point } from '../canvas/camera.ts'
import { liveMax } from '../canvas/live-plane.ts'
import type { Composer } from '../composer.svelte.ts'
import { distance, type Hand, type Touch } from './hand.ts'

type Boxes = ReadonlyMap<PlacementId, Box>

/** Fingers are broad, and a piece may be small. */
const besidePx = 64
/** Closer than this, two fingers tell no direction. */
const apartLeastPx = 16
/** What stands so near a twelfth of a half turn is meant to stand on it. */
const snapStepDeg = 15
const snapReachDeg = 4

/** Where what can be moved is now, be it held or not. */
const boxesNow = ({ movable, held }: Composer): Boxes =>
  new Map(movable.map((placement) => [placement.id, held.get(placement.id) ?? boxOf(placement)]))

/** Whether a second finger takes hold of what is chosen, too, where the first already has: it lies on it, or close by. */
export function takesHold(composer: Composer, second: Touch): boolean {
  const boxes = boxesNow(composer)
  if (boxes.size === 0 || boxes.size > liveMax) return false
  const { minX, minY, maxX, maxY } = boundsOf(...boxes.values())
  const { x, y } = composer.viewfinder.toWall(second.at)
  const besideMm = besidePx / composer.viewfinder.camera.pxPerMm
  return x > minX - besideMm && x < maxX + besideMm && y > minY - besideMm && y < maxY + besideMm
}

/** What is chosen lies between two fingers: it is carried, turned and made larger with them. */
export function twisting(composer: Composer, one: Touch, other: Touch): Hand {
  composer.nudging.put()
  const from = boxesNow(composer)
  const fingers = new Map([one, other].map((touch) => [touch.pointer, touch.at]))
  const onWall = (first: Point, second: Point): Pair => [
    composer.viewfinder.toWall(first),
    composer.viewfinder.toWall(second),
  ]
  let start = distance(one.at, other.at) < apartLeastPx ? null : onWall(one.at, other.at)
  return {
    name: 'twisting',
    move: (touch) => {
      if (!fingers.has(touch.pointer)) return undefined
      fingers.set(touch.pointer, touch.at)
      const [first = one.at, second = other.at] = fingers.values()
      if (distance(first, second) < apartLeastPx) return undefined
      const now = onWall(first, second)
      // Fingers that came down on one spot begin where they first tell a direction.
      start ??= now
      composer.hold(twisted(from, start, now, composer.aids.isSnapping))
      return undefined
    },
    // The finger that is left holds nothing.
    up: () => {
      composer.letGo()
      return { to: 'idle' }
    },
    cancel: () => composer.takeBack(),
  }
}

type Pair = readonly [Point, Point]

/** The boxes, as far as two fingers on the wall have gone from `start` to `now`: what lay under each still does. */
export function twisted(boxes: Boxes, start: Pair, now: Pair, isSnapping: boolean): Map<PlacementId, Box> {
  const factor = sizeKept(boxes, distance(...now) / distance(...start))
  const [first] = boxes.values()
  const meantDeg = degrees(now) - degrees(start)
  const byDeg = first && isSnapping ? snappedDeg(first.rotationDeg, meantDeg) : meantDeg
  const turn = (byDeg * Math.PI) / 180
  const [cos, sin] = [Math.cos(turn) * factor, Math.sin(turn) * factor]
  const [before, after] = [middle(start), middle(now)]
  return new Map(
    Array.from(boxes, ([id, box]) => {
      const [x, y] = [box.xMm - before.x, box.yMm - before.y]
      return [
        id,
        {
          xMm: after.x + x * cos - y * sin,
          yMm: after.y + x * sin + y * cos,
          widthMm: box.widthMm * factor,
          heightMm: box.heightMm * factor,
          rotationDeg: box.rotationDeg + byDeg,
        },
      ]
    }),
  )
}

const middle = ([one, other]: Pair): Point => ({ x: (one.x + other.x) / 2, y: (one.y + other.y) / 2 })
const degrees = ([one, other]: Pair): number => (Math.atan2(other.y - one.y, other.x - one.x) * 180) / Math.PI

/** No side below a millimetre: what is too small to be touched could not be made larger again. */
function sizeKept(boxes: Boxes, factor: number): number {
  const shortest = Math.min(...Array.from(boxes.values(), (box) => Math.min(box.widthMm, box.heightMm)))
  return Math.max(factor, Math.min(1, 1 / shortest))
}

function snappedDeg(fromDeg: number, byDeg: number): number {
  const step = Math.round((fromDeg + byDeg) / snapStepDeg) * snapStepDeg
  return Math.abs(step - fromDeg - byDeg) <= snapReachDeg ? step - fromDeg : byDeg
}
