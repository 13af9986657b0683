/** @returns the path of a Chromium, or null */
export function chromiumPath(): string | null
export function ensureChromium(say: (line: string) => void): Promise<string>
