/** Lays the card among the phone's other pictures. */
import { cardPicture, type PicturedCard } from './card-picture.ts'

export async function downloadCard(card: PicturedCard, name: string): Promise<void> {
  const url = URL.createObjectURL(await cardPicture(card))
  const link = document.createElement('a')
  link.href = url
  link.download = `${name}.png`
  link.click()
  // The download has its own hold on the picture by the time that this runs.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
