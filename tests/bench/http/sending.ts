/** Sends bodies that were made ready before, a bounded number at a time, and says how long that took. */
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { Agent, request } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { ReceivedPiece, type PieceSubmission } from '#core/contract/pieces.ts'
import { HouseCode, Sha256 } from '#core/contract/ids.ts'
import { yesTo } from '#tests/support/maker.ts'

/** A piece as it goes over the wire. */
export interface Parcel {
  readonly id: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
  /** Of the piece's content. */
  readonly sha256: string
}

export function pack(house: string, kind: PieceSubmission['kind'], content: Buffer): Parcel {
  const submission: PieceSubmission = {
    kind,
    house: HouseCode.parse(house),
    credit: { kind: 'none' },
    person: 'no',
    consents: yesTo('screen', 'web'),
    cardHash: Sha256.parse(createHash('sha256').update(randomBytes(16)).digest('hex')),
  }
  const boundary = `----${randomBytes(12).toString('hex')}`
  const part = (disposition: string) => `--${boundary}\r\ncontent-disposition: form-data; ${disposition}\r\n`
  const body = Buffer.concat([
    Buffer.from(`${part('name="piece"')}\r\n${JSON.stringify(submission)}\r\n`),
    Buffer.from(
      `${part('name="content"; filename="content"')}content-type: application/octet-stream\r\n\r\n`,
    ),
    content,
    Buffer.from(`\r\n--${boundary}--\r\n`),
  ])
  const headers = {
    'content-type': `multipart/form-data; boundary=${boundary}`,
    'content-length': String(body.length),
  }
  return { id: randomUUID(), headers, body, sha256: createHash('sha256').update(content).digest('hex') }
}

/** An answer that takes longer will not come. */
const patienceMs = 30_000

function send(agent: Agent, address: string, { headers, body }: Parcel): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const sending = request(address, { method: 'PUT', agent, headers }, (response) => {
      buffer(response).then((answer) => {
        if (response.statusCode === 200) resolve(answer)
        else reject(new Error(`${address} answered ${response.statusCode ?? 0}: ${answer.toString()}`))
      }, reject)
    })
    sending.on('error', reject)
    sending.setTimeout(patienceMs, () => sending.destroy(new Error(`${address} does not answer.`)))
    sending.end(body)
  })
}

/**
 * @returns seconds from the first byte sent to the last answer
 * @throws when an answer is not a good one
 */
export async function sendAll(
  parcels: readonly Parcel[],
  atOnce: number,
  addressOf: (parcel: Parcel) => string,
  check: (parcel: Parcel, answer: Buffer) => void = () => undefined,
): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce })
  const waiting = [...parcels]
  const answers: [Parcel, Buffer][] = []
  const sendNext = async () => {
    for (let parcel = waiting.shift(); parcel; parcel = waiting.shift())
      answers.push([parcel, await send(agent, addressOf(parcel), parcel)])
  }
  const startMs = performance.now()
  await Promise.all(Array.from({ length: atOnce }, sendNext))
  const seconds = (performance.now() - startMs) / 1000
  agent.destroy()
  for (const [parcel, answer] of answers) check(parcel, answer)
  return seconds
}

/** @throws when the house did not receive what was sent */
export function checkReceived(parcel: Parcel, answer: Buffer): void {
  const received = ReceivedPiece.parse(JSON.parse(answer.toString()))
  if (received.sha256 !== parcel.sha256) throw new Error('The house received something else than was sent.')
}
