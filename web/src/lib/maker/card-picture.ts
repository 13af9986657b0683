/** The card as a picture that can lie among a phone's other pictures. */
import { wordsOfHash } from '#core/card/card.ts'
import sprite from '#lib/ui/card-words.svg?url'
import { thingName } from '#lib/ui/thing-name.ts'
import { qrSquares } from '#core/qr/qr-squares.ts'

export interface PicturedCard {
  readonly title: string
  readonly house: string
  readonly hash: string
  readonly link: string
  /** What the card is for, in one sentence. */
  readonly use: string
}

const widthPx = 900
const heightPx = 1240
const marginPx = 60
const boxPx = 240
const gapPx = 30
const qrPx = 560

/** @returns a PNG of 900 × 1240 px */
export async function cardPicture(card: PicturedCard): Promise<Blob> {
  const symbols = new DOMParser().parseFromString(await (await fetch(sprite)).text(), 'image/svg+xml')
  const canvas = document.createElement('canvas')
  canvas.width = widthPx
  canvas.height = heightPx
  const context = canvas.getContext('2d')
  if (!context) throw new Error('this browser draws no canvas')
  const style = getComputedStyle(document.documentElement)
  const ink = style.getPropertyValue('--ink')
  context.fillStyle = style.getPropertyValue('--white')
  context.fillRect(0, 0, widthPx, heightPx)
  context.fillStyle = ink
  context.strokeStyle = ink
  context.lineJoin = 'round'
  context.lineCap = 'round'
  context.textAlign = 'center'

  const heading = style.getPropertyValue('--font-heading')
  const body = style.getPropertyValue('--font-body')
  const write = (
    text: string,
    font: string,
    y: number,
    most = widthPx - 2 * marginPx,
    x = widthPx / 2,
  ): void => {
    context.font = font
    context.fillText(text, x, y, most)
  }

  write(card.title, `700 52px ${heading}`, 100)
  write(card.house, `600 34px ${body}`, 152)

  wordsOfHash(card.hash).forEach((word, place) => {
    const x = marginPx + place * (boxPx + gapPx)
    const y = 200
    context.lineWidth = 6
    context.strokeRect(x, y, boxPx, boxPx)
    context.save()
    context.translate(x + 60, y + 30)
    context.scale(5, 5)
    context.lineWidth = 1.6
    for (const path of symbols.querySelectorAll(`#t${word} path`))
      context.stroke(new Path2D(path.getAttribute('d') ?? ''))
    context.restore()
    write(thingName(word), `600 34px ${body}`, y + boxPx - 30, boxPx - 20, x + boxPx / 2)
  })

  const qr = qrSquares(card.link)
  context.save()
  context.translate((widthPx - qrPx) / 2, 480)
  context.scale(qrPx / qr.sizeModules, qrPx / qr.sizeModules)
  context.fill(new Path2D(qr.path))
  context.restore()

  write(card.use, `400 30px ${body}`, 1120)
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no picture came out'))), 'image/png'),
  )
}
