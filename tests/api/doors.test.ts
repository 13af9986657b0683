/** Who may come in where: staff, screens, other sites, and everybody else. */
import { expect, test } from 'vitest'
import { endpoints } from '#core/contract/endpoints.ts'
import { listCuratedArtworks } from '#core/contract/artworks.ts'
import { acceptInvitation, getInvitation, signIn, signOut } from '#core/contract/staff.ts'
import { changeScreen, createScreen, listScreens, pairScreen, removeScreen } from '#core/contract/screens.ts'
import { announce, artworkTopic } from '#api/http/events.ts'
import { invite } from '#api/staff/invite.ts'
import { callerOf } from '#tests/support/call.ts'
import { until } from '#tests/support/maker.ts'
import { makeArtwork, makeCurator } from '#tests/support/staff.ts'
import { openHouse } from '#tests/support/house.ts'
import { staffedHouse } from '#tests/support/staffed-house.ts'

const { house, curator } = staffedHouse()

const anybody = () => callerOf(house.origin)
const id = '00000000-0000-4000-8000-000000000000'
const filledIn = (path: string) =>
  path
    .replace('{id}', id)
    .replace('{slug}', 'x')
    .replace('{size}', '256')
    .replace(/\{\w+\}/g, 'x')

test.each(
  endpoints.filter(({ who }) => who === 'curator').map((endpoint) => [endpoint.name, endpoint] as const),
)('%s is shut to those who are not signed in', async (_name, { method, path }) => {
  const response = await fetch(house.origin + filledIn(path), { method })
  expect(response.status).toBe(401)
  expect(await response.json()).toMatchObject({ type: 'urn:faellesvaerk:problem:sign-in-needed' })
})

test.each(
  endpoints
    .filter(({ who }) => who === 'card' || who === 'screen')
    .map((endpoint) => [endpoint.name, endpoint] as const),
)('%s is shut to those without the card or token', async (_name, { method, path }) => {
  const scheme = path.startsWith('/api/card') ? 'Card' : 'Screen'
  for (const authorization of [
    '',
    scheme,
    `${scheme} x`,
    `${scheme} ${'A'.repeat(scheme === 'Card' ? 22 : 43)}`,
  ]) {
    const response = await fetch(house.origin + filledIn(path), { method, headers: { authorization } })
    expect([401, 404]).toContain(response.status)
  }
})

test('an invitation makes one account, once', async () => {
  const token = await invite(house.deps, 'curator')
  const person = { name: 'Bent', email: 'bent@example.dk', password: 'en helt anden kode' }
  expect(await anybody()(getInvitation, { params: { token } })).toEqual({ role: 'curator' })
  const tries = await Promise.allSettled(
    ['a', 'b', 'c'].map((letter) =>
      anybody()(acceptInvitation, { params: { token }, body: { ...person, email: `${letter}@example.dk` } }),
    ),
  )
  expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  await expect(anybody()(getInvitation, { params: { token } })).rejects.toMatchObject({
    type: 'invitation-unknown',
  })
})

test('an invitation is not used up by an e-mail that is taken', async () => {
  const token = await invite(house.deps, 'curator')
  const person = { name: 'Anna', password: 'en helt anden kode' }
  const taken = anybody()(acceptInvitation, { params: { token }, body: { ...person, email: curator.email } })
  await expect(taken).rejects.toMatchObject({ type: 'email-taken' })
  const made = await anybody()(acceptInvitation, {
    params: { token },
    body: { ...person, email: 'ny@example.dk' },
  })
  expect(made.role).toBe('curator')
})

test('signing in takes the right password, and too many wrong ones take a pause', async () => {
  const { email, password } = curator
  expect((await anybody()(signIn, { body: { email, password } })).email).toBe(email)
  for (let attempt = 0; attempt < 9; attempt++)
    await expect(anybody()(signIn, { body: { email, password: 'forkert' } })).rejects.toMatchObject({
      type: 'sign-in-wrong',
    })
  await expect(anybody()(signIn, { body: { email, password } })).rejects.toMatchObject({
    type: 'too-many-tries',
  })
})

test('what another site’s page sends with a curator’s cookie is refused', async () => {
  const { cookie } = curator
  const body = JSON.stringify({ code: 'x', name: 'x', kind: 'boform', town: 'x' })
  const send = (headers: Record<string, string>) =>
    fetch(`${house.origin}/api/curator/houses`, {
      method: 'POST',
      body,
      headers: { cookie, 'content-type': 'application/json', ...headers },
    }).then(({ status }) => status)
  expect(await send({ 'sec-fetch-site': 'cross-site' })).toBe(403)
  expect(await send({ origin: 'https://ond.example' })).toBe(403)
  expect(await send({ 'sec-fetch-site': 'same-origin' })).toBe(201)
})

test('a screen is paired by its four digits and hears at once that it is', async () => {
  const { slug } = await makeArtwork(curator)
  const { code, token } = await anybody()(createScreen, {})
  const headers = { authorization: `Screen ${token}` }
  const stop = new AbortController()
  const stream = await fetch(`${house.origin}/api/screen/events`, { headers, signal: stop.signal })
  let heard = ''
  const reading = (async () => {
    for await (const chunk of stream.body ?? []) heard += Buffer.from(chunk).toString()
  })().catch(() => undefined)
  await until(
    () => Promise.resolve(heard),
    (text) => text.includes('"waiting"'),
  )
  const wrong = String((Number(code) + 1) % 10_000).padStart(4, '0')
  const setting = { name: 'Foyer', artwork: slug }
  const refused = curator.call(pairScreen, { body: { ...setting, code: wrong } })
  await expect(refused).rejects.toMatchObject({ type: 'pairing-code-unknown' })
  const screen = await curator.call(pairScreen, { body: { ...setting, code } })
  await until(
    () => Promise.resolve(heard),
    (text) => text.includes('"paired"'),
  )
  stop.abort()
  await reading
  expect((await curator.call(listScreens, {})).map((one) => one.id)).toContain(screen.id)
})

test('a screen that a curator removes is let go of at once, and is then nobody', async () => {
  const { slug } = await makeArtwork(curator)
  const { code, token } = await anybody()(createScreen, {})
  const headers = { authorization: `Screen ${token}` }
  const { id } = await curator.call(pairScreen, { body: { name: 'Foyer', artwork: slug, code } })
  const stream = await fetch(`${house.origin}/api/screen/events`, { headers })
  await curator.call(removeScreen, { params: { id } })
  expect(await stream.text()).toContain('"paired"')
  expect((await fetch(`${house.origin}/api/screen/events`, { headers })).status).toBe(401)
})

test('set and set again in one moment, a screen hears each edition once', async () => {
  const { slug, artwork } = await makeArtwork(curator)
  const { code, token } = await anybody()(createScreen, {})
  const { id } = await curator.call(pairScreen, { body: { name: 'Foyer', artwork: slug, code } })
  const stop = new AbortController()
  const stream = await fetch(`${house.origin}/api/screen/events`, {
    headers: { authorization: `Screen ${token}` },
    signal: stop.signal,
  })
  let heard = ''
  const reading = (async () => {
    for await (const chunk of stream.body ?? []) heard += Buffer.from(chunk).toString()
  })().catch(() => undefined)
  await Promise.all(
    Array.from({ length: 6 }, (_, index) =>
      curator.call(changeScreen, { params: { id }, body: { name: `Foyer ${index}`, artwork: slug } }),
    ),
  )
  const heardOften = (word: string, times: number) =>
    until(
      () => Promise.resolve(heard.split(word).length - 1),
      (count) => count >= times,
    )
  await heardOften('event: screen', 7)
  const tell = (edition: number) =>
    announce(house.deps.db, artworkTopic(artwork.id), 'published', { edition })
  await tell(1)
  await tell(2)
  await heardOften('{"edition":2}', 1)
  expect(heard.split('{"edition":1}')).toHaveLength(2)
  stop.abort()
  await reading
})

test('digits are guessed only so often, and the answer says when to come again', async () => {
  const guesser = await openHouse()
  try {
    const eager = await makeCurator(guesser)
    let seconds = 0
    const guess = (code: string) =>
      eager.call(pairScreen, {
        body: { code, name: 'x', artwork: null },
        onResponse: ({ headers }) => (seconds = Number(headers.get('retry-after'))),
      })
    for (let code = 0; code < 30; code++)
      await expect(guess(String(code).padStart(4, '0'))).rejects.toMatchObject({
        type: 'pairing-code-unknown',
      })
    await expect(guess('0031')).rejects.toMatchObject({ type: 'too-many-tries' })
    expect(seconds).toBeGreaterThan(60)
  } finally {
    await guesser.stop()
  }
})

test('signed out, the cookie opens nothing; a cookie of one’s own making neither', async () => {
  const leaving = await makeCurator(house)
  await leaving.call(signOut, {})
  await expect(leaving.call(listCuratedArtworks, {})).rejects.toMatchObject({ type: 'sign-in-needed' })
  const [name, value = ''] = curator.cookie.split('=')
  const [token] = decodeURIComponent(value).split('.')
  for (const forged of [`${token}.AAAA`, `${token}`, `${token}.${Buffer.alloc(32).toString('base64')}`]) {
    const caller = callerOf(house.origin, { cookie: `${name}=${encodeURIComponent(forged)}` })
    await expect(caller(listCuratedArtworks, {})).rejects.toMatchObject({ type: 'sign-in-needed' })
  }
})

test('what is not there is a problem too, in the reader’s language', async () => {
  const danish: unknown = await (await fetch(`${house.origin}/api/findes-ikke`)).json()
  const english: unknown = await (
    await fetch(`${house.origin}/api/findes-ikke`, { headers: { 'accept-language': 'en' } })
  ).json()
  expect(danish).toMatchObject({ status: 404, title: 'Det findes ikke her.' })
  expect(english).toMatchObject({ status: 404, title: 'There is nothing here.' })
})

test('health tells the parts apart', async () => {
  const response = await fetch(`${house.origin}/api/health`)
  expect(response.status).toBe(200)
  expect(await response.json()).toEqual({
    state: 'well',
    database: { state: 'well' },
    storage: { state: 'well' },
    jobs: { state: 'well' },
  })
})

test('the api’s answers may not be framed or run, and nothing tells what serves them', async () => {
  const { headers } = await fetch(`${house.origin}/api/artworks`)
  expect(headers.get('content-security-policy')).toContain("default-src 'none'")
  expect(headers.get('x-content-type-options')).toBe('nosniff')
  expect(headers.get('x-powered-by')).toBeNull()
})

test('a session cookie cannot be read by scripts, and curators see curators’ things', async () => {
  let cookie = ''
  const fresh = await makeCurator(house)
  await anybody()(signIn, {
    body: { email: fresh.email, password: fresh.password },
    onResponse: (response) => (cookie = response.headers.getSetCookie().join('; ')),
  })
  expect(cookie).toMatch(/HttpOnly/i)
  expect(cookie).toMatch(/SameSite=Lax/i)
  expect(await fresh.call(listCuratedArtworks, {})).toBeInstanceOf(Array)
})
