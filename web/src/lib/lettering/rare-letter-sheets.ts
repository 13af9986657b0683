/** The style sheets of all families but the one that Danish is set in: most texts need none of them, nor this list. */

const sheets: Readonly<Record<string, () => Promise<unknown>>> = {
  'noto-emoji': () => import('@fontsource-variable/noto-emoji/index.css'),
  'noto-sans': () => import('@fontsource-variable/noto-sans/index.css'),
  'noto-sans-adlam': () => import('@fontsource-variable/noto-sans-adlam/index.css'),
  'noto-sans-arabic': () => import('@fontsource-variable/noto-sans-arabic/index.css'),
  'noto-sans-armenian': () => import('@fontsource-variable/noto-sans-armenian/index.css'),
  'noto-sans-bengali': () => import('@fontsource-variable/noto-sans-bengali/index.css'),
  'noto-sans-canadian-aboriginal': () =>
    import('@fontsource-variable/noto-sans-canadian-aboriginal/index.css'),
  'noto-sans-cherokee': () => import('@fontsource-variable/noto-sans-cherokee/index.css'),
  'noto-sans-ethiopic': () => import('@fontsource-variable/noto-sans-ethiopic/index.css'),
  'noto-sans-georgian': () => import('@fontsource-variable/noto-sans-georgian/index.css'),
  'noto-sans-gujarati': () => import('@fontsource-variable/noto-sans-gujarati/index.css'),
  'noto-sans-gurmukhi': () => import('@fontsource-variable/noto-sans-gurmukhi/index.css'),
  'noto-sans-hanifi-rohingya': () => import('@fontsource-variable/noto-sans-hanifi-rohingya/index.css'),
  'noto-sans-hebrew': () => import('@fontsource-variable/noto-sans-hebrew/index.css'),
  'noto-sans-javanese': () => import('@fontsource-variable/noto-sans-javanese/index.css'),
  'noto-sans-jp': () => import('@fontsource-variable/noto-sans-jp/index.css'),
  'noto-sans-kannada': () => import('@fontsource-variable/noto-sans-kannada/index.css'),
  'noto-sans-khmer': () => import('@fontsource-variable/noto-sans-khmer/index.css'),
  'noto-sans-kr': () => import('@fontsource-variable/noto-sans-kr/index.css'),
  'noto-sans-lao': () => import('@fontsource-variable/noto-sans-lao/index.css'),
  'noto-sans-malayalam': () => import('@fontsource-variable/noto-sans-malayalam/index.css'),
  'noto-sans-myanmar': () => import('@fontsource-variable/noto-sans-myanmar/index.css'),
  'noto-sans-nko': () => import('@fontsource/noto-sans-nko/400.css'),
  'noto-sans-ol-chiki': () => import('@fontsource-variable/noto-sans-ol-chiki/index.css'),
  'noto-sans-oriya': () => import('@fontsource-variable/noto-sans-oriya/index.css'),
  'noto-sans-sc': () => import('@fontsource-variable/noto-sans-sc/index.css'),
  'noto-sans-sinhala': () => import('@fontsource-variable/noto-sans-sinhala/index.css'),
  'noto-sans-symbols': () => import('@fontsource-variable/noto-sans-symbols/index.css'),
  'noto-sans-symbols-2': () => import('@fontsource/noto-sans-symbols-2/400.css'),
  'noto-sans-syriac': () => import('@fontsource-variable/noto-sans-syriac/index.css'),
  'noto-sans-tamil': () => import('@fontsource-variable/noto-sans-tamil/index.css'),
  'noto-sans-telugu': () => import('@fontsource-variable/noto-sans-telugu/index.css'),
  'noto-sans-thaana': () => import('@fontsource-variable/noto-sans-thaana/index.css'),
  'noto-sans-thai': () => import('@fontsource-variable/noto-sans-thai/index.css'),
  'noto-sans-tifinagh': () => import('@fontsource/noto-sans-tifinagh/400.css'),
  'noto-serif-tibetan': () => import('@fontsource-variable/noto-serif-tibetan/index.css'),
}

/** @param folder of a family */
export async function fetchRareSheet(folder: string): Promise<void> {
  await sheets[folder]?.()
}
