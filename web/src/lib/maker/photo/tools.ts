/** What can be done to a photo, each fetched when it is asked for. The names stand in the address, after `?om=`. */
import type { Table } from '../draft.svelte.ts'

export interface ToolProps {
  table: Table
  limits: { contentBytes: number }
  /** The way back, and where it goes on. */
  back: string
  /** Leads on; the query opens another question about the photo. */
  done: (query?: string) => Promise<void>
}

export const photoTools = {
  kamera: () => import('./Camera.svelte'),
  drej: () => import('./Turn.svelte'),
  ret: () => import('./Straighten.svelte'),
  rettet: () => import('./Straightened.svelte'),
  skjul: () => import('./Hide.svelte'),
} as const
export type PhotoTool = keyof typeof photoTools

export const isPhotoTool = (name: string | null): name is PhotoTool => name !== null && name in photoTools
