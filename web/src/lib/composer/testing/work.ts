/** A small work for tests, in a composer that reaches no server. */
import type { z } from 'zod'
import { Composition, type Placement } from '#core/contract/composition.ts'
import { ArtworkSlug, StaffId } from '#core/contract/ids.ts'
import { Composer } from '../composer.svelte.ts'
import { OutlineTwin } from '../outline/twin.svelte.ts'

export const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`

/** An accepted photo, as `placements` name it by `id(200 + n)`. */
export const photoPiece = (n: number, alter = false) => ({
  id: id(200 + n),
  kind: 'photo' as const,
  house: { code: 'huset', name: 'Huset', town: 'Kolding' },
  receivedAt: '2026-11-20T12:00:00.000Z',
  preparation: 'ready' as const,
  preparationFailure: null,
  decision: 'approved' as const,
  decidedAt: '2026-11-20T12:00:00.000Z',
  visibility: { state: 'up' as const },
  credit: { kind: 'none' as const },
  person: 'no' as const,
  consents: { screen: true, web: true, print: false, alter },
  text: null,
  widthPx: 400,
  heightPx: 300,
  averageColour: null,
  twins: [],
  parted: null,
})

/** A work with three empty places in a row and one below, in which nothing reaches a server. */
export function work(more: Partial<z.input<typeof Composition>> = {}) {
  const placements = [0, 1, 2, 3, 4, 5].map((n) => ({
    id: id(n),
    pieceId: null,
    slot: null,
    xMm: 100 + 100 * (n % 3),
    yMm: 100 + 100 * Math.floor(n / 3),
    widthMm: 80,
    heightMm: 80,
    rotationDeg: 0,
    layer: n,
    locked: n === 5,
    revision: 0,
  }))
  const composer = new Composer({
    fetch: () => new Promise(() => undefined),
    slug: ArtworkSlug.parse('et-vaerk'),
    me: StaffId.parse(id(99)),
    composition: Composition.parse({
      seq: 0,
      title: 'Små skridt',
      size: { widthMm: 1600, heightMm: 900, widthPx: 1600, heightPx: 900 },
      background: '#f4f6f1',
      repeatsAllowed: false,
      placements,
      pieces: [],
      ...more,
    }),
    steps: [],
  })
  composer.viewfinder.view = { widthPx: 800, heightPx: 600 }
  const twin = new OutlineTwin(composer)
  composer.twin = twin
  const standing = (n: number): Placement | undefined =>
    [...composer.state.values()].find((one) => one.id === id(n))
  return { composer, twin, standing }
}
