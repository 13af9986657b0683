/** The main endpoints that are read, each beside a plain server that gives the same bytes. */
import { getPublicEdition } from '#core/contract/editions.ts'
import { demoArtwork } from '#api/commands/demo/artwork.ts'
import type { Figures } from '../benchmark.ts'
import type { Program } from '../program.ts'
import { inTurns } from '../rounds.ts'
import { table, three } from '../table.ts'
import { startPlain } from './plain.ts'
import { readersAtOnce, readsPerSecond } from './reading.ts'

const rounds = 5

interface Read {
  readonly name: string
  readonly about: string
  readonly path: string
  readonly headers?: Record<string, string>
  /** Where plain Node has the same bytes from. */
  readonly from: 'query' | 'file'
}

async function fetchBytes(url: string, headers: Record<string, string> = {}): Promise<Buffer> {
  const response = await fetch(url, { headers })
  if (!response.ok) throw new Error(`${url} answered ${response.status}.`)
  return Buffer.from(await response.arrayBuffer())
}

async function readsOf(house: Program, curator: Record<string, string>): Promise<Read[]> {
  const artwork = `/api/artworks/${demoArtwork.slug}`
  const edition: unknown = JSON.parse((await fetchBytes(`${house.origin}${artwork}/edition`)).toString())
  const tile = getPublicEdition.answer.parse(edition).pyramid.levels.at(-1)?.tiles[0]?.[0] ?? ''
  return [
    { name: 'list', about: 'artworks, public list', path: '/api/artworks', from: 'query' },
    { name: 'edition', about: 'an edition and its pieces', path: `${artwork}/edition`, from: 'query' },
    { name: 'tile', about: 'a tile of the wall', path: `/api/tiles/${tile}`, from: 'file' },
    {
      name: 'inbox',
      about: "a curator's inbox",
      path: `/api/curator/artworks/${demoArtwork.slug}/inbox`,
      headers: curator,
      from: 'query',
    },
  ]
}

export async function measureReads(
  house: Program,
  curator: { readonly cookie: string },
  folder: string,
  say: (lines: string) => void,
): Promise<Figures> {
  const reads = await readsOf(house, { ...curator })
  const answers = new Map<string, Buffer>()
  for (const { name, path, headers } of reads)
    answers.set(name, await fetchBytes(house.origin + path, headers))
  const plain = await startPlain(house.databaseUrl, folder, answers)
  const rows = [['', 'bytes', 'house/s', 'plain/s', 'ratio', 'constant/s', 'ratio']]
  const ratios = new Map<string, { toPlain: number; toConstant: number }>()
  try {
    for (const { name, about, path, headers, from } of reads) {
      const rate = await inTurns(
        [
          { name: 'house', measure: () => readsPerSecond(house.origin + path, headers) },
          { name: 'plain', measure: () => readsPerSecond(`${plain.origin}/${from}/${name}`) },
          { name: 'constant', measure: () => readsPerSecond(`${plain.origin}/constant/${name}`) },
        ],
        rounds,
      )
      const toPlain = rate('house') / rate('plain')
      const toConstant = rate('house') / rate('constant')
      ratios.set(name, { toPlain, toConstant })
      rows.push([
        about,
        String(answers.get(name)?.length ?? 0),
        three(rate('house')),
        three(rate('plain')),
        three(toPlain),
        three(rate('constant')),
        three(toConstant),
      ])
    }
  } finally {
    await plain.stop()
  }
  say(table(`Reads, ${readersAtOnce} readers at once, medians of ${rounds} rounds`, rows))
  say('plain: a Node server that has the same bytes from one query with pg, or from a file for the tile.')
  say('constant: a Node server that has them in memory; nothing that Node serves here can be faster.')
  const list = ratios.get('list')
  if (!list) throw new Error('the list was not measured')
  return { listRatioToRaw: list.toConstant, listRatioToPlainQuery: list.toPlain }
}
