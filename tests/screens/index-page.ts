/** `docs/screens/README.md`: every picture, with what it shows. */
import type { Size } from './scene.ts'

export interface Pictured {
  readonly walk: string
  readonly caption: string
  readonly pictures: readonly {
    readonly file: string
    readonly size: Size
    /** Left out: as most people see it. */
    readonly sight?: string
  }[]
}

const shownWidth = ({ width }: Size): number => (width > 1000 ? 480 : Math.min(width, 240))

/** Nine beside one another. */
const smallWidth = 100

const section = (walk: string, screens: readonly Pictured[]): string =>
  [
    `## ${walk}`,
    ...screens.map(({ caption, pictures }) => {
      const images = pictures.map(({ file, size, sight }) => {
        const alt = [caption, `${size.width} × ${size.height}`, sight].filter(Boolean).join(', ')
        const width = sight === undefined ? shownWidth(size) : smallWidth
        return `<a href="${file}"><img src="${file}" width="${width}" alt="${alt}"></a>`
      })
      return `**${caption}**\n\n${images.join('\n')}`
    }),
  ].join('\n\n')

const sections = (screens: readonly Pictured[]): string[] =>
  [...Map.groupBy(screens, ({ walk }) => walk)].map(([walk, ofWalk]) => section(walk, ofWalk))

export const makerIndexPage = (screens: readonly Pictured[]): string =>
  [
    '# Every screen of the maker',
    'Made by `npm run screens -- maker`. Each screen at 360 × 640, 320 × 256 and 768 × 1024, as most people see it, in ' +
      'colours that the reader has chosen (forced colours), and with letters of twice the size.',
    ...sections(screens),
    '',
  ].join('\n\n')

export const indexPage = (screens: readonly Pictured[]): string =>
  [
    '# Every screen',
    'Made by `npm run screens`: a real house with the demo in it, walked through in a real browser. ' +
      'The same walks are held to the gates of accessibility by `tests/journeys/accessibility.test.ts`.',
    'The maker’s screens are shown at 360 × 640, and at 320 × 256 as a desk’s window is when it is enlarged to 400 %.',
    '`npm run screens -- maker` makes every screen of the maker in both languages and in every way of seeing.',
    ...sections(screens),
    '',
  ].join('\n\n')
