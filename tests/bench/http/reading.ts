/** Asks for one address as often as answers come, and counts them. */
import autocannon from 'autocannon'

export const readersAtOnce = 16
const measureSeconds = 2

/** @returns answers per second. @throws when one was not a good one */
export async function readsPerSecond(url: string, headers: Record<string, string> = {}): Promise<number> {
  const result = await autocannon({ url, headers, connections: readersAtOnce, duration: measureSeconds })
  if (result.non2xx > 0 || result.errors > 0 || result['2xx'] === 0)
    throw new Error(`${url}: ${result.non2xx} answers were not good ones, ${result.errors} did not come.`)
  return result['2xx'] / result.duration
}
