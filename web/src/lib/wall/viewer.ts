/**
 * The picture on the wall: OpenSeadragon without any of its own furniture, drawn on a plain canvas, for the screens of
 * museums have no graphics card to speak of. Browser only; imported when a page is there to show it.
 */
import OpenSeadragon from 'openseadragon'
import type { Box } from '#core/contract/geometry.ts'
import type { EditionFace } from '#core/contract/editions.ts'
import { watchFingers } from './fingers.ts'
import { layOver } from './layers.ts'
import { corners, upright, type PointMm } from './pieces.ts'
import { closeSeams } from './seams.ts'
import { createSwap } from './swap.ts'
import type { LoadTile } from './tiles.ts'

export interface Viewer {
  /** Lays a new edition over what is shown, or with `null` takes everything away. */
  take(face: EditionFace | null): void
  /** The whole work, as large as it fits. */
  whole(how: 'fly' | 'at-once'): void
  closer(): void
  /** How large a millimetre of the wall is on the screen now, in CSS pixels; 0 while nothing is shown. */
  scale(): number
  /** Comes as near, or as far, as makes a millimetre of the wall so large. */
  scaleTo(pxPerMm: number): void
  /** Flies to a box so that it fills most of the view. */
  flyTo(box: Box): void
  /** How much of the lower edge is covered by controls: the work keeps clear of it. */
  keepClear(bottomPx: number): void
  /** A box's corners where they are on the screen now. */
  project(box: Box): readonly { readonly x: number; readonly y: number }[]
  destroy(): void
}

/** A flight's length. It begins quickly and lands softly. */
const flightS = 1.4
const zoomStep = 1.8
/** How much of the view a piece fills when one flies to it. */
const pieceFills = 0.72

/** The dark that is left around the whole work, as a part of its width. */
const air = 0.015

/**
 * OpenSeadragon adds a rule to the page, which our content policy refuses and nobody needs. It first looks whether the
 * rule is there; an element of the same name that is no style at all answers that.
 */
function keepStyleOut(): void {
  const mark = 'data-openseadragon-mobile-css'
  if (document.querySelector(`style[${mark}]`)) return
  const nothing = document.createElementNS(null, 'style')
  nothing.setAttribute(mark, 'not wanted')
  document.head.append(nothing)
}

export function createViewer(
  element: HTMLElement,
  {
    cache,
    still,
    load,
    closest = 4,
    tilesMax = 300,
    onTap,
    onMove,
    onStill,
    onShown,
  }: {
    /** How the browser's own copies of tiles are used; `tiles.ts` says why. */
    cache: RequestCache
    /** The visitor asked for less motion. */
    still: boolean
    /** Where tiles come from, if not from the house. */
    load?: LoadTile | undefined
    /** Screen pixels for one of the work, where one is nearest. */
    closest?: number | undefined
    /** So many drawn tiles are kept. One of 512 px is a megabyte of memory; a cheap player has room for 300. */
    tilesMax?: number | undefined
    onTap: (point: PointMm) => void
    /** The picture moved on the screen, so what is drawn over it must follow. */
    onMove: () => void
    /** It began to move, or came to rest. */
    onStill: (isStill: boolean) => void
    onShown: (face: EditionFace | null) => void
  },
): Viewer {
  keepStyleOut()
  const gestures = { clickToZoom: false, dblClickToZoom: false, pinchRotate: false, flickEnabled: !still }
  const viewer = OpenSeadragon({
    element,
    drawer: 'canvas',
    showNavigationControl: false,
    keyboardNavEnabled: false,
    tabIndex: -1,
    preserveViewport: true,
    minZoomImageRatio: 0.9,
    maxZoomPixelRatio: closest,
    visibilityRatio: 0.6,
    blendTime: 0,
    // Its own way to hide seams does not go together with ours.
    smoothTileEdgesMinZoom: Infinity,
    animationTime: still ? 0 : flightS,
    maxImageCacheCount: tilesMax,
    gestureSettingsMouse: gestures,
    gestureSettingsTouch: gestures,
    gestureSettingsPen: gestures,
  })
  closeSeams(viewer)
  const { viewport } = viewer
  const fingers = watchFingers(element)
  let shown: EditionFace | null = null
  /** The whole is in view and stays so, whatever becomes of the window. */
  let isWhole = true

  /** Millimetres to the viewer's own measure, in which the work is one wide. */
  function toViewport({ size, pyramid }: EditionFace, { xMm, yMm }: PointMm): OpenSeadragon.Point {
    const height = pyramid.heightPx / pyramid.widthPx
    return new OpenSeadragon.Point(xMm / size.widthMm, (yMm / size.heightMm) * height)
  }

  function toMm({ size, pyramid }: EditionFace, { x, y }: OpenSeadragon.Point): PointMm {
    const height = pyramid.heightPx / pyramid.widthPx
    return { xMm: x * size.widthMm, yMm: (y / height) * size.heightMm }
  }

  function fitWhole({ pyramid }: EditionFace, how: 'fly' | 'at-once'): void {
    isWhole = true
    const height = pyramid.heightPx / pyramid.widthPx
    const rect = new OpenSeadragon.Rect(-air, -air, 1 + 2 * air, height + 2 * air)
    viewport.fitBounds(rect, still || how === 'at-once')
  }

  const swap = createSwap({
    lay: (face) => layOver({ viewer, face, cache, still, load }),
    stillness: fingers.gone,
    onShown(face) {
      const isOther = shown?.artwork.slug !== face?.artwork.slug
      shown = face
      if (face && isOther) fitWhole(face, 'at-once')
      onShown(face)
    },
  })

  viewer.addHandler('canvas-click', ({ quick, position }) => {
    if (quick && shown) onTap(toMm(shown, viewport.pointFromPixel(position, true)))
  })
  for (const gesture of ['canvas-drag', 'canvas-pinch', 'canvas-scroll'] as const)
    viewer.addHandler(gesture, () => (isWhole = false))
  viewer.addHandler('after-resize', () => {
    if (isWhole && shown) fitWhole(shown, 'at-once')
  })
  viewer.addHandler('update-viewport', onMove)
  viewer.addHandler('animation-start', () => onStill(false))
  viewer.addHandler('animation-finish', () => onStill(true))

  return {
    take: swap.take,
    whole(how) {
      if (shown) fitWhole(shown, how)
    },
    closer() {
      isWhole = false
      viewport.zoomBy(zoomStep, undefined, still).applyConstraints(still)
    },
    scale() {
      return shown ? (viewport.getContainerSize().x * viewport.getZoom(true)) / shown.size.widthMm : 0
    },
    scaleTo(pxPerMm) {
      if (!shown) return
      isWhole = false
      viewport.zoomTo((pxPerMm * shown.size.widthMm) / viewport.getContainerSize().x, undefined, still)
    },
    flyTo(box) {
      if (!shown) return
      isWhole = false
      const around = upright(box)
      const halfWidth = around.widthMm / 2 / pieceFills
      const halfHeight = around.heightMm / 2 / pieceFills
      const from = toViewport(shown, { xMm: box.xMm - halfWidth, yMm: box.yMm - halfHeight })
      const to = toViewport(shown, { xMm: box.xMm + halfWidth, yMm: box.yMm + halfHeight })
      const rect = new OpenSeadragon.Rect(from.x, from.y, to.x - from.x, to.y - from.y)
      viewport.fitBoundsWithConstraints(rect, still)
    },
    keepClear(bottomPx) {
      if (viewport.getMargins().bottom === bottomPx) return
      viewport.setMargins({ bottom: bottomPx })
      if (isWhole && shown) fitWhole(shown, 'fly')
    },
    project(box) {
      const face = shown
      return face ? corners(box).map((corner) => viewport.pixelFromPoint(toViewport(face, corner), true)) : []
    },
    destroy() {
      swap.stop()
      fingers.stop()
      viewer.destroy()
    },
  }
}
