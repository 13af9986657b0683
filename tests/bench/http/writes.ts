/** A piece comes in: the whole way to the answer, beside a plain server that takes the same body. */
import { demoArtwork, demoHouses } from '#api/commands/demo/artwork.ts'
import type { PieceKind } from '#core/contract/pieces.ts'
import type { Figures } from '../benchmark.ts'
import type { Program } from '../program.ts'
import { inTurns } from '../rounds.ts'
import { table, three } from '../table.ts'
import { retake, takePhoto } from './photo.ts'
import { startPlain } from './plain.ts'
import { checkReceived, pack, sendAll, type Parcel } from './sending.ts'

const rounds = 5
const sendersAtOnce = 4
const photosARound = 32
const textsARound = 400

const [{ code: houseCode }] = demoHouses

const putTo =
  ({ origin }: Program) =>
  ({ id }: Parcel) =>
    `${origin}/api/artworks/${demoArtwork.slug}/pieces/${id}`

function packs(kind: PieceKind, count: number, content: () => Buffer): Parcel[] {
  return Array.from({ length: count }, () => pack(houseCode, kind, content()))
}

interface Write {
  readonly about: string
  /** What the plain server does with the same body. */
  readonly to: 'disk' | 'insert'
  readonly parcels: () => Parcel[]
}

/** @returns pieces per second of the house, of the plain server, and of one that forgets what it takes */
async function rates(house: Program, plain: { readonly origin: string }, { to, parcels }: Write) {
  const measure = async (
    addressOf: (parcel: Parcel) => string,
    check?: (parcel: Parcel, answer: Buffer) => void,
  ) => {
    const sent = parcels()
    return sent.length / (await sendAll(sent, sendersAtOnce, addressOf, check))
  }
  return inTurns(
    [
      { name: 'house', measure: () => measure(putTo(house), checkReceived) },
      { name: 'plain', measure: () => measure(() => `${plain.origin}/${to}`) },
      { name: 'nowhere', measure: () => measure(() => `${plain.origin}/nowhere`) },
    ],
    rounds,
  )
}

export async function measureWrites(
  house: Program,
  folder: string,
  say: (lines: string) => void,
): Promise<Figures> {
  const photo = await takePhoto()
  const megabytes = photo.length / 1e6
  let number = 0
  const photos: Write = {
    about: `a photo of ${three(megabytes)} MB`,
    to: 'disk',
    parcels: () => packs('photo', photosARound, () => retake(photo)),
  }
  const texts: Write = {
    about: 'a text',
    to: 'insert',
    parcels: () => packs('text', textsARound, () => Buffer.from(`Solen på køkkenbordet, dag ${++number}`)),
  }
  const plain = await startPlain(house.databaseUrl, folder, new Map())
  const rows = [['', 'house/s', 'plain/s', 'ratio', 'nowhere/s', 'ratio']]
  const ratios: number[] = []
  let photosPerS = 0
  try {
    for (const write of [photos, texts]) {
      const rate = await rates(house, plain, write)
      const ratio = rate('house') / rate('plain')
      ratios.push(ratio)
      if (write === photos) photosPerS = rate('house')
      rows.push([
        write.about,
        three(rate('house')),
        three(rate('plain')),
        three(ratio),
        three(rate('nowhere')),
        three(rate('house') / rate('nowhere')),
      ])
    }
  } finally {
    await plain.stop()
  }
  say(table(`Pieces that come in, ${sendersAtOnce} at once, medians of ${rounds} rounds`, rows))
  say(
    'plain: a Node server that streams the same body to a file and waits for the disk, or inserts it with pg.',
  )
  say('nowhere: a Node server that forgets the body; what is sent from here cannot be taken in faster.')
  const [toRawDisk, toPlainInsert] = ratios
  if (toRawDisk === undefined || toPlainInsert === undefined) throw new Error('a kind was not measured')
  return {
    uploadRatioToRawDisk: toRawDisk,
    textRatioToPlainInsert: toPlainInsert,
    uploadMegabytesPerS: photosPerS * megabytes,
  }
}

/** The same photos while the same process prepares what came before: how long a maker waits then. */
export async function measureWritesBesideJobs(house: Program, say: (lines: string) => void): Promise<void> {
  const photo = await takePhoto()
  const parcels = packs('photo', photosARound, () => retake(photo))
  const seconds = await sendAll(parcels, sendersAtOnce, putTo(house), checkReceived)
  say('')
  say(`While the same process prepares pictures, ${three(parcels.length / seconds)} photos come in a second.`)
}
