/** `docs/screens/README.md`: every picture, with what it shows. */
import type { Size } from './scene.ts'

export interface Pictured {
  readonly walk: string
  readonly caption: string
  readonly pictures: readonly { readonly file: string; readonly size: Size }[]
}

const shownWidth = ({ width }: Size): number => (width > 1000 ? 480 : Math.min(width, 240))

const section = (walk: string, screens: readonly Pictured[]): string =>
  [
    `## ${walk}`,
    ...screens.map(({ caption, pictures }) => {
      const images = pictures.map(({ file, size }) => {
        const alt = `${caption}, ${size.width} × ${size.height}`
        return `<a href="${file}"><img src="${file}" width="${shownWidth(size)}" alt="${alt}"></a>`
      })
      return `**${caption}**\n\n${images.join('\n')}`
    }),
  ].join('\n\n')

export function indexPage(screens: readonly Pictured[]): string {
  const byWalk = Map.groupBy(screens, ({ walk }) => walk)
  return [
    '# Every screen',
    'Made by `npm run screens`: a real house with the demo in it, walked through in a real browser. ' +
      'The same walks are held to the gates of accessibility by `tests/journeys/accessibility.test.ts`.',
    'The maker’s screens are shown at 360 × 640, and at 320 × 256 as a desk’s window is when it is enlarged to 400 %.',
    ...[...byWalk].map(([walk, ofWalk]) => section(walk, ofWalk)),
    '',
  ].join('\n\n')
}
