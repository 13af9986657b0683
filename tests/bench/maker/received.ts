/** What a browser really receives, as it says itself: packed as a phone asks for it, by kind. */
import type { CDPSession } from 'playwright-core'

export interface Received {
  /** Bodies only: what a budget for a kind is about. */
  readonly scriptBytes: number
  readonly fontBytes: number
  /** Everything, the headers of every answer as well. */
  readonly allBytes: number
}

/** @returns what to ask for the sums up to now */
export async function countReceived(cdp: CDPSession): Promise<() => Received> {
  const kinds = new Map<string, { type: string; headBytes: number }>()
  const sums = { scriptBytes: 0, fontBytes: 0, allBytes: 0 }
  cdp.on('Network.responseReceived', ({ requestId, type, response }) =>
    kinds.set(requestId, { type, headBytes: response.encodedDataLength }),
  )
  cdp.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const { type, headBytes } = kinds.get(requestId) ?? { type: 'Other', headBytes: 0 }
    const bodyBytes = Math.max(0, encodedDataLength - headBytes)
    sums.allBytes += encodedDataLength
    if (type === 'Script') sums.scriptBytes += bodyBytes
    if (type === 'Font') sums.fontBytes += bodyBytes
  })
  await cdp.send('Network.enable')
  // The budgets are in gzip; what speaks Brotli as well receives a tenth less.
  await cdp.send('Network.setExtraHTTPHeaders', { headers: { 'accept-encoding': 'gzip' } })
  return () => ({ ...sums })
}
