/** A curator, made through the invitation link as a person would be, and the calls that only curators may make. */
import type { z } from 'zod'
import { acceptInvitation } from '#core/contract/staff.ts'
import { createArtwork, createHouse } from '#core/contract/artworks.ts'
import type { Deps } from '#api/deps.ts'
import { invite } from '#api/staff/invite.ts'
import { callerOf, type Call } from './call.ts'

export interface TestCurator {
  readonly email: string
  readonly password: string
  /** `name=value` of the session cookie. */
  readonly cookie: string
  readonly call: Call
}

let number = 0

interface Known {
  readonly name?: string
  /** Of nobody that is there already. */
  readonly email?: string
}

/** @param house one that is open, and its database */
export async function makeCurator(
  house: { readonly origin: string; readonly deps: Pick<Deps, 'db' | 'clock'> },
  { name = 'Anna', email = `kurator-${++number}@example.dk` }: Known = {},
): Promise<TestCurator> {
  const token = await invite(house.deps, 'administrator')
  const password = 'en lang nok kode'
  let cookie = ''
  await callerOf(house.origin)(acceptInvitation, {
    params: { token },
    body: { name, email, password },
    onResponse: (response) => {
      cookie = response.headers
        .getSetCookie()
        .map((one) => one.split(';')[0] ?? '')
        .join('; ')
    },
  })
  return {
    email,
    password,
    cookie,
    call: callerOf(house.origin, { cookie }),
  }
}

/** An open artwork with one house in it. */
export async function makeArtwork(
  curator: TestCurator,
  given: Partial<z.input<NonNullable<(typeof createArtwork)['body']>>> = {},
) {
  const code = `hus-${++number}`
  await curator.call(createHouse, {
    body: { code, name: 'Huset ved åen', kind: 'vaerested', town: 'Kolding' },
  })
  const artwork = await curator.call(createArtwork, {
    body: {
      slug: `vaerk-${++number}`,
      title: 'Små skridt',
      invitation: 'Lav et lille stykke.',
      question: 'Hvad gør dig glad?',
      rules: ['Ét stykke', 'Fra din egen dag'],
      kinds: ['photo', 'drawing', 'text'],
      background: '#f4f6f1',
      size: { widthMm: 1600, heightMm: 900, widthPx: 1600, heightPx: 900 },
      opensAt: new Date(Date.now() - 60_000).toISOString(),
      closesAt: null,
      houses: [code],
      ...given,
    },
  })
  const { slug } = artwork
  return {
    artwork,
    slug,
    houseCode: code,
    /** Where a maker of the house sends to. */
    place: { slug, house: code },
    /** What stands on the house's poster. */
    entrance: artwork.entrances[0]?.code ?? '',
  }
}
