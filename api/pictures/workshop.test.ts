import { readdir, readFile } from 'node:fs/promises'
import { afterEach, expect, test, vi } from 'vitest'
import { fixture } from '#tests/support/pictures.ts'
import { until } from '#tests/support/maker.ts'
import { preparePicture, type PictureSource } from './prepare.ts'
import { openWorkshop, workshopLimits, type Workshop, type WorkshopLimits } from './workshop.ts'

vi.setConfig({ testTimeout: 60_000 })

let workshop: Workshop
afterEach(() => workshop.stop())

const open = (limits: Partial<WorkshopLimits> = {}) =>
  (workshop = openWorkshop({ ...workshopLimits, ...limits }))
const photo = async (name: string): Promise<PictureSource> => ({ kind: 'photo', bytes: await fixture(name) })

/** The processes of this test's workshop, by proc(5). */
async function benches(): Promise<number[]> {
  const children = await Promise.all(
    (await readdir('/proc')).filter(Number).map(async (pid) => {
      const [stat, command] = await Promise.all([
        readFile(`/proc/${pid}/stat`, 'utf8').catch(() => ''),
        readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => ''),
      ])
      const [, parent] = stat.slice(stat.lastIndexOf(')')).split(' ').slice(1)
      return Number(parent) === process.pid && command.includes('workbench.ts') ? [Number(pid)] : []
    }),
  )
  return children.flat()
}

test('what comes out of it is what comes out of the same work at home', async () => {
  open()
  const sources: PictureSource[] = [await photo('fig.jpg'), { kind: 'text', text: 'Kaffe' }]
  for (const source of sources) expect(await workshop.prepare(source)).toEqual(await preparePicture(source))
  expect(await benches()).toHaveLength(1)
})

test('as many as are allowed are at it at once, each in a process of its own that knows no secret', async () => {
  process.env['COOKIE_SECRET'] = 'nobody else may know'
  open({ atOnce: 2 })
  const names = ['fig.jpg', 'path.jpg', 'fig.jpg']
  await Promise.all(names.map(async (name) => workshop.prepare(await photo(name))))
  const pids = await benches()
  expect(pids).toHaveLength(2)
  for (const pid of pids)
    expect(await readFile(`/proc/${pid}/environ`, 'latin1')).not.toContain('COOKIE_SECRET')
  delete process.env['COOKIE_SECRET']
})

test('a reason in the picture is told as at home, and the next picture is none the worse', async () => {
  open()
  const broken: PictureSource = { kind: 'photo', bytes: (await fixture('fig.jpg')).subarray(0, 2000) }
  await expect(workshop.prepare(broken)).rejects.toMatchObject({ type: 'picture-unreadable' })
  expect((await workshop.prepare(await photo('fig.jpg'))).master.bytes.length).toBeGreaterThan(0)
})

test('who has more pixels than are allowed is refused', async () => {
  open({ pixelsMax: 100_000 })
  await expect(workshop.prepare(await photo('fig.jpg'))).rejects.toMatchObject({ reason: 'too-many-pixels' })
  await expect(workshop.prepare(await photo('dogs-p3.heic'))).rejects.toMatchObject({
    reason: 'too-many-pixels',
  })
})

test('who works too long is ended', async () => {
  open({ secondsMax: 0.001 })
  await expect(workshop.prepare(await photo('fig.jpg'))).rejects.toMatchObject({ reason: 'too-slow' })
  await until(benches, (pids) => pids.length === 0)
})

test('who gets no time to work in is not blamed for it', async () => {
  const secondsMax = 3
  open({ secondsMax })
  const prepared = workshop.prepare(await photo('fig.jpg'))
  const [pid = 0] = await until(benches, (pids) => pids.length === 1)
  process.kill(pid, 'SIGSTOP')
  const stoppedAtMs = performance.now()
  await until(
    () => Promise.resolve(performance.now() - stoppedAtMs),
    (ms) => ms > (secondsMax + 1) * 1000,
  )
  process.kill(pid, 'SIGCONT')
  expect((await prepared).widthPx).toBeGreaterThan(0)
})

test('who does not answer at all is ended, and may be tried again', async () => {
  open({ clockSecondsMax: 0.001 })
  await expect(workshop.prepare(await photo('fig.jpg'))).rejects.toThrow('no answer')
  await until(benches, (pids) => pids.length === 0)
})

test('who takes too much memory is ended', async () => {
  open({ memoryMaxBytes: 50_000_000 })
  await expect(workshop.prepare(await photo('fig.jpg'))).rejects.toMatchObject({ reason: 'too-much-memory' })
  await until(benches, (pids) => pids.length === 0)
})

test('a process that goes away by itself costs one try', async () => {
  open()
  const lost = expect(workshop.prepare(await photo('dogs.jpg'))).rejects.toThrow('SIGKILL')
  const [pid = 0] = await until(benches, (pids) => pids.length === 1)
  process.kill(pid, 'SIGKILL')
  await lost
  expect((await workshop.prepare(await photo('fig.jpg'))).widthPx).toBeGreaterThan(0)
})

test('without work no process stays', async () => {
  open({ idleSeconds: 0 })
  await workshop.prepare(await photo('fig.jpg'))
  await until(benches, (pids) => pids.length === 0)
})
