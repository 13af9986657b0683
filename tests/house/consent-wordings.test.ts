/**
 * What somebody has said yes to can always be read: a consent row names a version, and `web/messages/consent-wordings.json`
 * holds what that version said, in each language that had words for it. A version once used is never altered.
 */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { consentWordings } from '#core/contract/pieces.ts'

const Texts = z.record(z.string(), z.string())
const Archive = z.record(z.string(), z.record(z.string(), Texts))

const read = (file: string): unknown => JSON.parse(readFileSync(`web/messages/${file}.json`, 'utf8'))
const archive = Archive.parse(read('consent-wordings'))

/** Plain texts; none of the questions is counted. */
const said = (language: string): Readonly<Record<string, unknown>> => ({
  ...z.record(z.string(), z.unknown()).parse(read(`shared.${language}`)),
  ...z.record(z.string(), z.unknown()).parse(read(`maker.${language}`)),
})

/**
 * What was archived, sealed: SHA-256 of each version as JSON without spaces. Changed words get a new version, a line here
 * and their place in the archive; a line that is here stays as it is.
 */
const sealed: Readonly<Record<string, string>> = {
  'screen-1': '971c4f1ebe63a53f9a3f3492df939f04b30569f8a0e2e074da960c624ed8f357',
  'web-1': '9ae40527c4d63485f5796e22a68a89b2f4a9dbecee03a293bddd0d2975231b66',
  'print-1': 'd1ed8239bd5471d7332ee541d06a2efc0dd675ac80e64cf143780d94e1c6055d',
  'alter-1': '3d80ed89359593250bc97903cf80c306447f065c749625c72571308933696006',
}

const asked = ['screen', 'web', 'print', 'alter'] as const

test('every version that was ever used is kept as it was', () => {
  const seals = Object.entries(archive).map(([version, words]) => [
    version,
    createHash('sha256').update(JSON.stringify(words)).digest('hex'),
  ])
  expect(Object.fromEntries(seals)).toEqual(sealed)
})

describe.each(asked)('the question "%s"', (purpose) => {
  const words = archive[consentWordings[purpose]] ?? {}

  test.each(['da', 'en'])('says in %s what its version says', (language) => {
    const { [language]: kept = {} } = words
    expect(Object.keys(kept)).not.toEqual([])
    const now = Object.keys(kept).map((key) => [key, said(language)[key]])
    expect(Object.fromEntries(now)).toEqual(kept)
  })

  test('says in Greenlandic, as far as it has words of its own, what its version says', () => {
    const greenlandic = said('kl')
    const now = Object.keys(words['da'] ?? {}).filter((key) => key in greenlandic)
    expect(Object.fromEntries(now.map((key) => [key, greenlandic[key]]))).toEqual(words['kl'] ?? {})
  })
})
