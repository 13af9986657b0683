/**
 * Plane 1: Konva, only for what is chosen. The frame with its handles is always there; the pieces themselves are
 * drawn here only while they are held, so that at rest each lies in its own layer on plane 0.
 */
import type Konva from 'konva'
import type { Placement } from '#core/contract/composition.ts'
import type { Box } from '#core/contract/geometry.ts'
import type { PlacementId } from '#core/contract/ids.ts'
import type { Camera, Point, Viewport } from './camera.ts'
import { paintPiece, type Scene } from './painter.ts'

/** composer.md 3.1: this many live nodes keep 60 frames a second without a GPU. */
export const liveMax = 500
const snapsDeg = Array.from({ length: 24 }, (_, step) => step * 15)

export interface LiveSight extends Pick<
  Scene,
  'pictures' | 'colours' | 'averageColour' | 'devicePixelRatio'
> {
  readonly camera: Camera
  readonly view: Viewport
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
}

/** Konva is fetched only when the composer opens: no other room needs it. */
export async function openLivePlane(container: HTMLDivElement, told: Told): Promise<LivePlane> {
  const { default: konva } = await import('konva')
  const stage = new konva.Stage({ container, width: 1, height: 1 })
  const layer = new konva.Layer()
  const pieces = new konva.Group()
  const frame = new konva.Transformer({
    keepRatio: true,
    enabledAnchors: ['top-left', 'top-right', 'bottom-left', 'bottom-right'],
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

  frame.on('transformstart', () => (transforming = true))
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
        native.translate(shape.width() / 2, shape.height() / 2)
        const scale = sight.camera.pxPerMm * Math.abs(shape.scaleX())
        paintPiece(native, sight, placement.pieceId, shape.width(), shape.height(), scale)
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
      for (const placement of next.chosen) {
        const node = nodeFor(placement)
        nodes.set(placement.id, node)
        pieces.add(node)
      }
    }
    if (!transforming)
      for (const placement of next.chosen) {
        const node = nodes.get(placement.id)
        if (node) place(node, next.held.get(placement.id) ?? placement)
      }
    if (changed) frame.nodes([...nodes.values()])
  }

  return {
    show(next) {
      sight = next
      const { camera, view, colours } = next
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
