/** The fields of plain colour that a mount lays beneath its piece, and the mounts that one can choose. */
import type { Box } from '../contract/geometry.ts'
import type { Mount } from '../contract/look.ts'

interface Mark {
  readonly kind: 'mat' | 'line'
  readonly box: Box
  /** None: the mat is white, the line of ink. */
  readonly colour?: string | undefined
}

/** Lowest first: the line shows where the mat, or the piece, ends before it does. */
export function marksOf(box: Box, mount: Mount | undefined): Mark[] {
  if (!mount) return []
  const { matMm, lineMm, matColour, lineColour } = mount
  return [
    ...(lineMm > 0 ? [{ kind: 'line' as const, box: widened(box, matMm + lineMm), colour: lineColour }] : []),
    ...(matMm > 0 ? [{ kind: 'mat' as const, box: widened(box, matMm), colour: matColour }] : []),
  ]
}

/** The box with so much more on every side. */
export function widened({ widthMm, heightMm, ...box }: Box, byMm: number): Box {
  return { ...box, widthMm: widthMm + 2 * byMm, heightMm: heightMm + 2 * byMm }
}

export const mountStyles = ['none', 'line', 'mat', 'mat-and-line'] as const
export type MountStyle = (typeof mountStyles)[number]

export function styleOf(mount: Mount | undefined): MountStyle {
  if (!mount || (mount.matMm === 0 && mount.lineMm === 0)) return 'none'
  if (mount.matMm === 0) return 'line'
  return mount.lineMm === 0 ? 'mat' : 'mat-and-line'
}

/**
 * A mount of a style for a piece: mat and line as wide and in the colours that they have, else a mat of a twelfth of the shorter
 * side, and a line that is thin beside the whole work.
 */
export function mountOf(
  style: MountStyle,
  piece: Pick<Box, 'widthMm' | 'heightMm'>,
  frame: { readonly widthMm: number; readonly heightMm: number },
  before: Mount | undefined,
): Mount | null {
  if (style === 'none') return null
  const shorter = Math.min(piece.widthMm, piece.heightMm)
  const matMm = before && before.matMm > 0 ? before.matMm : Math.max(1, Math.round(shorter / 12))
  const thinMm = Math.max(0.5, Math.round(Math.max(frame.widthMm, frame.heightMm) / 400) / 2)
  const lineMm = before && before.lineMm > 0 ? before.lineMm : thinMm
  return { ...before, matMm: style === 'line' ? 0 : matMm, lineMm: style === 'mat' ? 0 : lineMm }
}
