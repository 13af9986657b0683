/** @returns the path of a Chromium, or null; the whole one, with windows, takes an insecure address for a secure one */
export function chromiumPath(wanted?: { isWhole?: boolean }): string | null
export function ensureChromium(say: (line: string) => void): Promise<string>
