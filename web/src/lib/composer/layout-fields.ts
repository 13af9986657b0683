/** Draws a layout's panel from its schema: each option becomes one kind of field. */
import { z } from 'zod'

export type LayoutField =
  | {
      readonly kind: 'choice'
      readonly key: string
      readonly values: readonly string[]
      readonly initial: string
    }
  | {
      readonly kind: 'number'
      readonly key: string
      readonly min: number
      readonly max: number
      readonly isWhole: boolean
      readonly initial: number
    }
  /** A number, or a word that leaves the choice to the layout. */
  | {
      readonly kind: 'number-or-word'
      readonly key: string
      readonly word: string
      readonly min: number
      readonly max: number
      readonly isWhole: boolean
      readonly initial: number | string
      /** Where a hand begins that takes the choice from the layout. */
      readonly firstNumber: number
    }
  | { readonly kind: 'yes-no'; readonly key: string; readonly initial: boolean }

export type LayoutValue = string | number | boolean

const Numeric = z.object({
  type: z.enum(['number', 'integer']),
  minimum: z.number().default(-1_000_000),
  maximum: z.number().default(1_000_000),
  examples: z.tuple([z.number()]).optional(),
})
const Choice = z.object({ enum: z.array(z.string()), default: z.string() })
const Either = z.object({
  anyOf: z.tuple([z.object({ const: z.string() }), Numeric]),
  default: z.union([z.string(), z.number()]),
})
const YesNo = z.object({ type: z.literal('boolean'), default: z.boolean() })
const Properties = z.object({ properties: z.record(z.string(), z.unknown()).default({}) })

/** @throws {Error} if an option is of a kind that no field can show: a mistake of whoever wrote the layout */
export function fieldsOf(options: z.ZodType): LayoutField[] {
  const { properties } = Properties.parse(z.toJSONSchema(options, { io: 'input' }))
  return Object.entries(properties).map(([key, schema]) => {
    const field = fieldOf(key, schema)
    if (!field) throw new Error(`no field shows the layout option "${key}"`)
    return field
  })
}

function fieldOf(key: string, schema: unknown): LayoutField | undefined {
  const choice = Choice.safeParse(schema).data
  if (choice) return { kind: 'choice', key, values: choice.enum, initial: choice.default }
  const yesNo = YesNo.safeParse(schema).data
  if (yesNo) return { kind: 'yes-no', key, initial: yesNo.default }
  const number = Numeric.extend({ default: z.number() }).safeParse(schema).data
  if (number) return { kind: 'number', key, ...rangeOf(number), initial: number.default }
  const either = Either.safeParse(schema).data
  if (!either) return undefined
  const [word, numeric] = either.anyOf
  const range = rangeOf(numeric)
  const firstNumber = numeric.examples?.[0] ?? range.min
  return { kind: 'number-or-word', key, word: word.const, ...range, initial: either.default, firstNumber }
}

const rangeOf = ({ type, minimum, maximum }: z.infer<typeof Numeric>) => ({
  min: minimum,
  max: maximum,
  isWhole: type === 'integer',
})

export const initialValues = (fields: readonly LayoutField[]): Record<string, LayoutValue> =>
  Object.fromEntries(fields.map(({ key, initial }) => [key, initial]))
