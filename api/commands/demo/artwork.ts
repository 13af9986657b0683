/** What the demo is: its words, its size and its houses. The houses and names are invented. */
export const demoArtwork = {
  slug: 'smaa-skridt',
  title: 'Små skridt',
  invitation:
    'Vis noget, der gjorde din dag lidt lettere. En ting, et sted, et ord. Sammen bliver det én stor væg.',
  question: 'Hvad gør dig glad?',
  rules: ['Ét stykke ad gangen', 'Noget fra din egen dag', 'Småt er nok'],
  kinds: ['photo', 'drawing', 'text'],
  background: '#14213d',
  size: { widthMm: 4800, heightMm: 2700, widthPx: 5760, heightPx: 3240 },
  composition: { layout: 'salon', options: { gapMm: 16, marginMm: 48 }, seed: 35 },
} as const

export const demoHouses = [
  { code: 'huset-ved-aaen', name: 'Huset ved åen', kind: 'vaerested', town: 'Kolding' },
  { code: 'kaelderen', name: 'Kælderen', kind: 'vaerested', town: 'Aalborg' },
  { code: 'det-gule-hus', name: 'Det gule hus', kind: 'vaerested', town: 'Svendborg' },
  { code: 'stalden', name: 'Stalden', kind: 'boform', town: 'Holbæk' },
  { code: 'medvind', name: 'Medvind', kind: 'idraetsforening', town: 'Esbjerg' },
  { code: 'kaffestuen', name: 'Kaffestuen', kind: 'vaerested', town: 'Rønne' },
] as const

/**
 * Kinds and colours mixed as they would come in from many houses: each kind is spread evenly over the whole.
 * @returns the same pieces in another order
 */
export function demoOrder<Piece extends { readonly kind: string }>(pieces: readonly Piece[]): Piece[] {
  const kinds = Map.groupBy(pieces, ({ kind }) => kind)
  const placed = [...kinds.values()].flatMap((ofKind) =>
    ofKind.map((piece, index) => ({ piece, at: (index + 0.5) / ofKind.length })),
  )
  return placed.sort((one, other) => one.at - other.at).map(({ piece }) => piece)
}
