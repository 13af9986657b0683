/** What a page shows at the foot of whatever sheet stands on it: one quiet thing, below the choices. */
import { getContext, setContext, type Snippet } from 'svelte'

const key = Symbol('the foot of a sheet')

export const shareSheetFoot = (foot: () => Snippet | null): void => void setContext(key, foot)

export const useSheetFoot = (): (() => Snippet | null) | undefined => getContext(key)
