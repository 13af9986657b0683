/** What is told of a house beside everything that comes from it, in a query that is joined with `house`. */
export const houseColumns = [
  'house.code as houseCode',
  'house.name as houseName',
  'house.town as houseTown',
] as const

interface HouseRow {
  readonly houseCode: string
  readonly houseName: string
  readonly houseTown: string
}

export const houseOf = ({ houseCode, houseName, houseTown }: HouseRow) => ({
  code: houseCode,
  name: houseName,
  town: houseTown,
})
