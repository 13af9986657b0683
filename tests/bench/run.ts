/** `npm run bench -- <name>`: measures, prints a table for people and, as its last line, the figures as one JSON object. */
import { Missing } from './benchmark.ts'
import { benchmarks } from './registry.ts'

/** Three significant digits: more would claim more than was measured. */
const shortened = (value: number) => Number(value.toPrecision(3))

const [name = ''] = process.argv.slice(2)
const entry = benchmarks.get(name)

if (entry) {
  try {
    const benchmark = await entry.load()
    const figures = await benchmark.run((lines) => console.log(lines))
    console.log(
      JSON.stringify(figures, (_name, value: unknown) =>
        typeof value === 'number' ? shortened(value) : value,
      ),
    )
  } catch (error) {
    if (!(error instanceof Missing)) throw error
    console.error(error.message)
    process.exitCode = 1
  }
} else {
  const names = [...benchmarks].map(([each, { about }]) => `  ${each.padEnd(12)} ${about}`)
  console.error(['Usage: npm run bench -- <name>', '', ...names].join('\n'))
  process.exitCode = 2
}
