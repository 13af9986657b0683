/**
 * `npm run import './settings.ts'
import -- --artwork <slug> --house <code> <folder>`: sends a folder of pictures (and .txt files) into an
 * open house, the same way as a phone does. May be run again: what is there already is not sent into the work twice.
 */
import { createHash, randomBytes } from 'node:crypto'
import { open, readdir, readFile, type FileHandle } from 'node:fs/promises'
import { extname, join, relative } from 'node:path'
import { parseArgs } from 'node:util'
import { setTimeout as wait } from 'node:timers/promises'
import { wordsOfHash } from '#core/card/card.ts'
import { spellCard } from '#core/card/spell.ts'
import { CardPiece } from '#core/contract/cards.ts'
import { ArtworkSlug, HouseCode, Sha256 } from '#core/contract/ids.ts'
import { ConsentPurpose, consentWordings, type PieceSubmission } from '#core/contract/pieces.ts'
import { problemKinds, readProblem } from '#core/contract/problems.ts'
import { steadyId } from './steady-id.ts'

const usage = `Usage: npm run import -- --artwork <slug> --house <code> <folder>

  --consents screen,web   what the makers have said yes to on paper (default: screen)
  --url <address>         the open house (default: http://localhost:3000, or PORT)
  --cards <file.csv>      write each piece's card there: keep it safe, and give each maker theirs`

const atOnce = 2
const patienceMs = 5 * 60 * 1000

interface Order {
  readonly artwork: ArtworkSlug
  readonly house: HouseCode
  readonly folder: string
  readonly origin: string
  readonly consents: readonly ConsentPurpose[]
  readonly cards: string | null
}

interface Card {
  readonly secret: string
  readonly hash: Sha256
}

type Outcome =
  | { readonly file: string; readonly state: 'in'; readonly card: Card }
  | { readonly file: string; readonly state: 'known' }
  | { readonly file: string; readonly state: 'refused'; readonly why: string }

function readOrder(): Order | null {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      artwork: { type: 'string' },
      house: { type: 'string' },
      url: { type: 'string' },
      consents: { type: 'string', default: 'screen' },
      cards: { type: 'string' },
    },
  })
  const [folder] = positionals
  const artwork = ArtworkSlug.safeParse(values.artwork)
  const house = HouseCode.safeParse(values.house)
  const consents = ConsentPurpose.array().safeParse(values.consents.split(','))
  if (!artwork.success || !house.success || !consents.success || folder === undefined) return null
  const origin = values.url ?? `http://localhost:${process.env['PORT'] ?? '3000'}`
  return {
    artwork: artwork.data,
    house: house.data,
    folder,
    origin,
    consents: consents.data,
    cards: values.cards ?? null,
  }
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
}

function newCard(): Card {
  const secret = randomBytes(16)
  const hash = Sha256.parse(createHash('sha256').update(secret).digest('hex'))
  return { secret: secret.toString('base64url'), hash }
}

const cardHeaders = ({ secret }: Card) => ({ authorization: `Card ${secret}` })

async function send(order: Order, path: string): Promise<Outcome> {
  const file = relative(order.folder, path)
  const bytes = await readFile(path)
  const card = newCard()
  const submission: PieceSubmission = {
    kind: extname(path).toLowerCase() === '.txt' ? 'text' : 'photo',
    house: order.house,
    credit: { kind: 'none' },
    person: 'no',
    consents: order.consents.map((purpose) => ({
      purpose,
      answer: 'yes',
      wording: consentWordings[purpose],
      way: 'paper-slip',
    })),
    cardHash: card.hash,
  }
  const form = new FormData()
  form.set('piece', JSON.stringify(submission))
  form.set('content', new Blob([bytes]), 'content')
  const id = steadyId(order.artwork, order.house, bytes)
  const response = await patiently(() =>
    fetch(`${order.origin}/api/artworks/${order.artwork}/pieces/${id}`, { method: 'PUT', body: form }),
  )
  const body: unknown = await response.json().catch(() => null)
  if (!response.ok) return { file, state: 'refused', why: problemKinds[readProblem(body).type].en }
  return waitUntilPrepared(order, file, card)
}

/** What passes by itself (no room, no database) is waited for, as long as the house says and within our patience. */
async function patiently(ask: () => Promise<Response>): Promise<Response> {
  const until = Date.now() + patienceMs
  for (;;) {
    const response = await ask()
    const seconds = Number(response.headers.get('retry-after') ?? Number.NaN)
    if (response.ok || Number.isNaN(seconds) || Date.now() + seconds * 1000 > until) return response
    await response.body?.cancel()
    await wait(seconds * 1000)
  }
}

/** A piece can arrive whole and still be no picture that can be opened; only its preparation tells. */
async function waitUntilPrepared(order: Order, file: string, card: Card): Promise<Outcome> {
  const until = Date.now() + patienceMs
  while (Date.now() < until) {
    const response = await patiently(() => fetch(`${order.origin}/api/card`, { headers: cardHeaders(card) }))
    // The piece was there before and has another card.
    if (response.status === 404) return { file, state: 'known' }
    const piece = CardPiece.parse(await response.json())
    if (piece.preparation === 'ready') return { file, state: 'in', card }
    if (piece.preparation === 'unreadable')
      return { file, state: 'refused', why: problemKinds['picture-unreadable'].en }
    await wait(300)
  }
  return { file, state: 'refused', why: 'It arrived, but was not prepared within five minutes.' }
}

async function sendAll(
  order: Order,
  paths: readonly string[],
  keepCard: (line: string) => Promise<unknown>,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  const waiting = [...paths]
  const sendNext = async () => {
    for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
      const file = relative(order.folder, path)
      const outcome = await send(order, path).catch((error: unknown): Outcome => {
        const why = error instanceof Error ? error.message : 'unknown'
        return { file, state: 'refused', why: `It could not be sent: ${why}.` }
      })
      outcomes.push(outcome)
      if (outcome.state === 'in') await keepCard(cardLine(order.origin, outcome.file, outcome.card))
      process.stdout.write(`${outcomes.length} of ${paths.length}  ${outcome.state.padEnd(7)}  ${file}\n`)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, sendNext))
  return outcomes
}

const cardLine = (origin: string, file: string, { hash, secret }: Card) =>
  `"${file.replaceAll('"', '""')}","${spellCard(wordsOfHash(hash))}",${origin}/kort#${secret}\n`

/**
 * The file that the cards go into is made before anything is sent, and each card is written when its piece is in:
 * nobody else has them, and a piece whose card is lost can never be taken down by its maker.
 */
async function openCards(path: string): Promise<FileHandle> {
  const file = await open(path, 'wx', 0o600)
  await file.write('file,words,link\n')
  return file
}

function summary(outcomes: readonly Outcome[]): string {
  const count = (state: Outcome['state']) => outcomes.filter((outcome) => outcome.state === state).length
  const lines = [
    '',
    `${count('in')} are in. ${count('known')} were there already. ${count('refused')} were refused.`,
  ]
  for (const outcome of outcomes)
    if (outcome.state === 'refused') lines.push(`  ${outcome.file}: ${outcome.why}`)
  return lines.join('\n')
}

async function main(): Promise<number> {
  const order = readOrder()
  if (!order) {
    process.stderr.write(`${usage}\n`)
    return 2
  }
  const isOpen = await fetch(`${order.origin}/api/health`).then(
    () => true,
    () => false,
  )
  if (!isOpen) {
    process.stderr.write(`Nobody answers at ${order.origin}. Open the house first with: npm start\n`)
    return 1
  }
  const paths = await filesIn(order.folder)
  const cards = order.cards === null ? null : await openCards(order.cards)
  const outcomes = await sendAll(order, paths, async (line) => cards?.write(line))
  await cards?.close()
  process.stdout.write(`${summary(outcomes)}\n`)
  return outcomes.some(({ state }) => state === 'refused') ? 1 : 0
}

process.exitCode = await main().catch((error: unknown) => {
  // A folder that is not there, a file for the cards that is there already.
  process.stderr.write(`${error instanceof Error ? error.message : 'unknown'}\n`)
  return 1
})
