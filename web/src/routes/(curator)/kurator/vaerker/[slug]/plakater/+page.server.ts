import { qrPicture } from '#lib/curator/qr.server.ts'
import type { PageServerLoad } from './$types.d.ts'

export const load: PageServerLoad = async ({ parent, url }) => {
  const { artwork } = await parent()
  return {
    /** A poster with this machine's own address would lead every phone to itself. */
    onlyHere: /^(localhost|127\.|\[::1\])/.test(url.hostname),
    entrances: artwork.entrances.map(({ code, house }) => {
      const link = new URL(`/v/${code}`, url.origin).href
      return { code, house, link, qr: qrPicture(link) }
    }),
  }
}
