/**
 * Plane 1: Konva, only for what is chosen. The frame with its handles is there while nothing moves; the pieces themselves
 * are drawn here only while a handle is held, so that at rest each lies in its own layer on plane 0.
 */
import type Konva from 'konva'
import type { Placement } from '#core/contract/composition.ts'
import type { Box } from '#core/contract/geometry.ts'
import type { PlacementId } from '#core/contract/ids.ts'
import { hasFreeSides } from '../own/new-element.ts'
import type { Camera, Point, Viewport } from './camera.ts'
import { paintPiece, type Palette } from './painter.ts'

/** composer.md 3.1: this many live nodes keep 60 frames a second without a GPU. */
export const liveMax = 500
const corners = ['top-left', 'top-right', 'bottom-left', 'bottom-right']
const sides = ['top-center', 'middle-right', 'bottom-center', 'middle-left']
const snapsDeg = Array.from({ length: 24 }, (_, step) => step * 15)

export interface LiveSight extends Palette {
  readonly camera: Camera
  readonly view: Viewport
  readonly devicePixelRatio: number
  /** The camera moves, or the hand carries what is chosen: then a frame with handles would be in the way, and late. */
  readonly isCarried: boolean
  /** What can be transformed: chosen, not locked, at most `liveMax`. */
  readonly chosen: readonly Placement[]
  /** Where the hand holds them now; empty when it holds nothing. */
  readonly held: ReadonlyMap<PlacementId, Box>
}

export interface LivePlane {
  show(sight: LiveSight): void
  /** Whether a handle of the frame lies under the point. */
  hasHandleAt(point: Point): boolean
  setSnapping(snaps: boolean): void
  /** Takes the hand off the handle. */
  stop(): void
  close(): void
}

interface Told {
  readonly transforming: (boxes: ReadonlyMap<PlacementId, Box>) => void
  readonly transformed: () => void
  /** Where a corner of an upright frame goes that the hand holds at `corner`; both points in pixels of the stage. */
  readonly corner: (corner: Point, opposite: Point) => Point
}

/** Konva is fetched only when the composer opens: no other room needs it. */
export async function openLivePlane(container: HTMLDivElement, told: Told): Promise<LivePlane> {
  const { default: konva } = await import('konva')
  const stage = new konva.Stage({ container, width: 1, height: 1 })
  const layer = new konva.Layer()
  const pieces = new konva.Group()
  const frame = new konva.Transformer({
    keepRatio: true,
    enabledAnchors: corners,
    rotateAnchorOffset: 32,
    anchorSize: 14,
    borderStrokeWidth: 2,
    ignoreStroke: true,
    rotationSnapTolerance: 7.5,
    shouldOverdrawWholeArea: false,
  })
  layer.add(pieces, frame)
  stage.add(layer)

  const nodes = new Map<PlacementId, Konva.Shape>()
  /** Where each node was put last: 500 of them are not put anew for every step of the camera. */
  const placed = new Map<PlacementId, Box>()
  let sight: LiveSight | undefined
  let transforming = false

  const boxOf = (node: Konva.Shape): Box => ({
    xMm: node.x(),
    yMm: node.y(),
    widthMm: node.width() * Math.abs(node.scaleX()),
    heightMm: node.height() * Math.abs(node.scaleY()),
    rotationDeg: node.rotation(),
  })
  const place = (node: Konva.Shape, { xMm, yMm, widthMm, heightMm, rotationDeg }: Box) =>
    node.setAttrs({
      x: xMm,
      y: yMm,
      width: widthMm,
      height: heightMm,
      offsetX: widthMm / 2,
      offsetY: heightMm / 2,
      scaleX: 1,
      scaleY: 1,
      rotation: rotationDeg,
    })

  const opposites: Readonly<Record<string, string>> = {
    'top-left': 'bottom-right',
    'top-right': 'bottom-left',
    'bottom-left': 'top-right',
    'bottom-right': 'top-left',
  }
  frame.anchorDragBoundFunc((_before, at) => {
    const anchor = frame.getActiveAnchor()
    const other = anchor ? frame.findOne(`.${opposites[anchor] ?? ''}`) : undefined
    // A turned frame has no edge that could lie along another's, and a free one goes where the hand is.
    if (!anchor || !other || frame.rotation() !== 0 || !frame.keepRatio()) return at
    const opposite = other.getAbsolutePosition()
    // The frame keeps its shape, so its corner is only as far away as the hand, not where the hand is.
    const held = frame.findOne(`.${anchor}`)?.getAbsolutePosition() ?? at
    const diagonal = { x: held.x - opposite.x, y: held.y - opposite.y }
    const length = Math.hypot(diagonal.x, diagonal.y)
    if (length === 0) return at
    const part = Math.hypot(at.x - opposite.x, at.y - opposite.y) / length
    return told.corner({ x: opposite.x + diagonal.x * part, y: opposite.y + diagonal.y * part }, opposite)
  })

  frame.on('transformstart', () => {
    transforming = true
    placed.clear()
  })
  frame.on('transform', () => told.transforming(new Map([...nodes].map(([id, node]) => [id, boxOf(node)]))))
  frame.on('transformend', () => {
    transforming = false
    told.transformed()
  })

  function nodeFor(placement: Placement): Konva.Shape {
    return new konva.Shape({
      perfectDrawEnabled: false,
      listening: false,
      sceneFunc: (context, shape) => {
        if (!sight?.held.has(placement.id)) return
        const native = context._context
        native.save()
        const [width, height] = [shape.width(), shape.height()]
        native.translate(width / 2, height / 2)
        const scale = Math.abs(shape.scaleX())
        const { element } = placement
        if (element)
          sight.own.paint(native, element, sight.held.get(placement.id) ?? placement, width, height)
        else {
          const drawn = sight.drawnAs({ ...placement, ...boxOf(shape) })
          paintPiece(native, sight, placement.pieceId, drawn, {
            x: 0,
            y: 0,
            width: drawn.box.widthMm / scale,
            height: drawn.box.heightMm / scale,
            pxPerUnit: sight.camera.pxPerMm * scale * sight.devicePixelRatio,
            unitsPerMm: 1 / scale,
          })
        }
        native.restore()
      },
    })
  }

  function follow(next: LiveSight): void {
    const wanted = new Map(next.chosen.map((placement) => [placement.id, placement]))
    const changed = nodes.size !== wanted.size || [...wanted.keys()].some((id) => !nodes.has(id))
    if (changed) {
      for (const node of nodes.values()) node.destroy()
      nodes.clear()
      placed.clear()
      for (const placement of next.chosen) {
        const node = nodeFor(placement)
        nodes.set(placement.id, node)
        pieces.add(node)
      }
    }
    if (!transforming)
      for (const placement of next.chosen) {
        const node = nodes.get(placement.id)
        const box = next.held.get(placement.id) ?? placement
        if (node && placed.get(placement.id) !== box) place(node, box)
        placed.set(placement.id, box)
      }
    if (!changed) return
    frame.nodes([...nodes.values()])
    const isFree = next.chosen.every(hasFreeSides)
    frame.setAttrs({ keepRatio: !isFree, enabledAnchors: isFree ? [...corners, ...sides] : corners })
  }

  return {
    show(next) {
      sight = next
      const { camera, view, colours } = next
      // An empty layer that stays empty is not drawn again.
      if (next.chosen.length === 0 && nodes.size === 0) return
      layer.visible(!next.isCarried)
      if (next.isCarried) return
      if (stage.width() !== view.widthPx || stage.height() !== view.heightPx)
        stage.size({ width: view.widthPx, height: view.heightPx })
      pieces.setAttrs({
        x: view.widthPx / 2 - camera.xMm * camera.pxPerMm,
        y: view.heightPx / 2 - camera.yMm * camera.pxPerMm,
        scaleX: camera.pxPerMm,
        scaleY: camera.pxPerMm,
      })
      frame.setAttrs({
        anchorStroke: colours.ink,
        anchorFill: colours.white,
        borderStroke: colours.ink,
        anchorStrokeWidth: 2,
      })
      follow(next)
      frame.forceUpdate()
      layer.batchDraw()
    },
    hasHandleAt: (point) => stage.getIntersection(point)?.hasName('_anchor') ?? false,
    setSnapping: (snaps) => frame.rotationSnaps(snaps ? snapsDeg : []),
    stop: () => frame.stopTransform(),
    close: () => stage.destroy(),
  }
}
