/** @param say takes one line about what is going on */
export function ensureBuilt(say: (line: string) => void): Promise<void>
