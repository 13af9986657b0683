/**
 * Runs in the page before anything of it: counts what is painted and what is held, without knowing whose page it is.
 * It goes over as its own source, so it may name nothing from outside.
 */

/** What `watchPage` leaves on `window.bench`. */
export interface Watch {
  /** Forgets the frames so far. */
  begin(): void
  /** Frames since `begin` before which a hand did something, and the time from the first to the last of them. */
  end(): { readonly frames: number; readonly ms: number; readonly longestMs: number }
  /** From the opening of the page to the first frame that shows a picture; null as long as there is none. */
  firstPictureMs(): number | null
  /** Decoded pictures and canvases that are held, four bytes a pixel. */
  bitmapBytes(): number
  /** From each press or key to the frame that showed what became of it, by the kind of event; the longest. */
  slowest(type: string): number
}

declare global {
  interface Window {
    bench: Watch
    /** What the page of a peer answers to. */
    peer?: { whole(): void; near(): void; readonly zoomDeltaY: number }
  }
}

export function watchPage(): void {
  const touched = { count: 0 }
  for (const type of ['wheel', 'pointermove', 'mousemove'])
    window.addEventListener(type, () => touched.count++, { capture: true, passive: true })

  const frames: number[] = []
  const look = (ms: number) => {
    if (touched.count > 0) frames.push(ms)
    touched.count = 0
    requestAnimationFrame(look)
  }
  requestAnimationFrame(look)

  // Pictures: those that were decoded, and every canvas that one of them was drawn on.
  const shows = new WeakSet<object>()
  const open = new Map<ImageBitmap, number>()
  const canvases = new Set<WeakRef<HTMLCanvasElement | OffscreenCanvas>>()
  let firstPictureMs: number | null = null
  const keep = (bitmap: ImageBitmap) => {
    open.set(bitmap, bitmap.width * bitmap.height * 4)
    shows.add(bitmap)
    return bitmap
  }
  const decode = window.createImageBitmap.bind(window)
  Object.assign(window, {
    createImageBitmap: async (...given: Parameters<typeof decode>) => keep(await decode(...given)),
  })
  const transfer: unknown = Reflect.get(OffscreenCanvas.prototype, 'transferToImageBitmap')
  const close: unknown = Reflect.get(ImageBitmap.prototype, 'close')
  if (typeof transfer !== 'function' || typeof close !== 'function') throw new Error('This is no Chromium.')
  Object.assign(OffscreenCanvas.prototype, {
    transferToImageBitmap(this: OffscreenCanvas) {
      const bitmap: unknown = Reflect.apply(transfer, this, [])
      return bitmap instanceof ImageBitmap ? keep(bitmap) : bitmap
    },
  })
  Object.assign(ImageBitmap.prototype, {
    close(this: ImageBitmap) {
      open.delete(this)
      Reflect.apply(close, this, [])
    },
  })
  const Offscreen = window.OffscreenCanvas
  window.OffscreenCanvas = new Proxy(Offscreen, {
    construct(target, [width, height]: [number, number]) {
      const canvas = new target(width, height)
      canvases.add(new WeakRef(canvas))
      return canvas
    },
  })
  // Those that stand in the page are found there; of the others we hear when they are made.
  const create: unknown = Reflect.get(document, 'createElement')
  if (typeof create !== 'function') throw new Error('This is no Chromium.')
  Object.assign(document, {
    createElement(...given: unknown[]) {
      const element: unknown = Reflect.apply(create, document, given)
      if (element instanceof HTMLCanvasElement) canvases.add(new WeakRef(element))
      return element
    },
  })
  for (const context of [CanvasRenderingContext2D.prototype, OffscreenCanvasRenderingContext2D.prototype]) {
    const draw: unknown = Reflect.get(context, 'drawImage')
    if (typeof draw !== 'function') continue
    Object.assign(context, {
      drawImage(this: CanvasRenderingContext2D, source: object, ...at: number[]) {
        Reflect.apply(draw, this, [source, ...at])
        if (!(source instanceof HTMLImageElement) && !shows.has(source)) return
        shows.add(this.canvas)
        if (
          firstPictureMs !== null ||
          !(this.canvas instanceof HTMLCanvasElement) ||
          !this.canvas.isConnected
        )
          return
        firstPictureMs = 0
        // It is painted with the frame that is being made: at the latest when the one after that begins.
        requestAnimationFrame(() => requestAnimationFrame((ms) => (firstPictureMs = ms)))
      },
    })
  }

  const slowest = new Map<string, number>()
  const wanted = { type: 'event', durationThreshold: 16 }
  new PerformanceObserver((list) => {
    for (const { name, duration } of list.getEntries())
      slowest.set(name, Math.max(slowest.get(name) ?? 0, duration))
  }).observe(wanted)

  window.bench = {
    begin() {
      frames.length = 0
      slowest.clear()
    },
    end() {
      const gaps = frames.slice(1).map((ms, index) => ms - (frames[index] ?? ms))
      return {
        frames: gaps.length,
        ms: (frames.at(-1) ?? 0) - (frames[0] ?? 0),
        longestMs: Math.max(0, ...gaps),
      }
    },
    firstPictureMs: () => (firstPictureMs === 0 ? null : firstPictureMs),
    bitmapBytes() {
      const all = new Set<{ readonly width: number; readonly height: number }>(
        document.querySelectorAll('canvas'),
      )
      for (const reference of canvases) {
        const canvas = reference.deref()
        if (canvas) all.add(canvas)
      }
      const decoded = [...open.values()].reduce((sum, bytes) => sum + bytes, 0)
      return [...all].reduce((sum, { width, height }) => sum + width * height * 4, decoded)
    },
    slowest: (type) => slowest.get(type) ?? 0,
  }
}
