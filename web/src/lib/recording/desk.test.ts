import { expect, test, vi } from 'vitest'
import { Problem } from '#core/contract/problems.ts'
import { VoiceClip, VoiceSlot, voiceMaxSeconds } from '#core/contract/voices.ts'
import { Desk, type Slot, type VoiceWire } from './desk.svelte.ts'
import { MicrophoneAway, type Hearing, type Take } from './microphone.ts'

const yes: Slot = { slot: VoiceSlot.parse('p_yes'), text: 'Ja' }
const no: Slot = { slot: VoiceSlot.parse('p_no'), text: 'Nej' }

const clip = (slot: Slot, own: boolean, text = slot.text): VoiceClip =>
  VoiceClip.parse({
    ...slot,
    text,
    locale: 'da',
    own,
    encodings: [{ mediaType: 'audio/webm', sha256: '0'.repeat(64), byteSize: 1 }],
  })

interface World {
  clips?: readonly VoiceClip[]
  wire?: Partial<VoiceWire>
  take?: Take | null
  microphone?: MicrophoneAway
  /** What the ear answers, when it does. */
  heard?: Promise<boolean>
}

let takes = 0
const newTake = (): Take => ({ id: `take-${++takes}`, sounds: [] })

function sit({
  clips = [],
  wire = {},
  take = newTake(),
  microphone,
  heard = Promise.resolve(true),
}: World = {}) {
  let hear: (hearing: Hearing) => void = () => {}
  const isOff: AbortSignal[] = []
  const listen = (signal: AbortSignal): Promise<boolean> => {
    isOff.push(signal)
    return Promise.race([
      heard,
      new Promise<boolean>((resolve) => signal.addEventListener('abort', () => resolve(false))),
    ])
  }
  const desk = new Desk({
    clips,
    locale: 'da',
    isHouse: true,
    wire: {
      keep: async (slot) => clip(slot, true),
      remove: async () => undefined,
      ...wire,
    },
    ear: { clip: (_, signal) => listen(signal), take: (_, signal) => listen(signal) },
    record: async ({ onHearing }) => {
      if (microphone) throw microphone
      hear = onHearing
      return { stop: async () => take }
    },
  })
  return { desk, hear: (hearing: Hearing) => hear(hearing), isOff }
}

test('what is recorded is not kept until somebody keeps it', async () => {
  const { desk } = sit()
  expect(desk.standingOf(yes).state).toBe('none')
  await desk.record(yes)
  expect(desk.hasUnkept).toBe(true)
  await desk.stop()
  expect(desk.standingOf(yes).state).toBe('unkept')
  expect(desk.countKept([yes, no])).toBe(0)
  expect(await desk.keep(yes)).toBe(true)
  expect(desk.standingOf(yes).state).toBe('kept')
  expect(desk.countKept([yes, no])).toBe(1)
  expect(desk.hasUnkept).toBe(false)
})

test('without net the recording stays, and can be kept later', async () => {
  let isAway = true
  const { desk } = sit({
    wire: {
      keep: async (slot) => {
        if (isAway) throw new Problem('unavailable')
        return clip(slot, true)
      },
    },
  })
  await desk.record(yes)
  await desk.stop()
  expect(await desk.keep(yes)).toBe(false)
  expect(desk.trouble).toEqual({ kind: 'api', why: 'unavailable', at: 'p_yes' })
  expect(desk.standingOf(yes).state).toBe('unkept')
  isAway = false
  expect(await desk.keep(yes)).toBe(true)
  expect(desk.trouble).toBeNull()
})

test('how well the voice is heard is told', async () => {
  const { desk, hear } = sit()
  await desk.record(yes)
  expect(desk.doing).toEqual({ doing: 'recording', at: 'p_yes', hearing: 'quiet' })
  hear('good')
  expect(desk.doing).toEqual({ doing: 'recording', at: 'p_yes', hearing: 'good' })
})

test('one is recorded at a time: the hand that goes on leaves the first one whole', async () => {
  const { desk } = sit({ clips: [clip(no, true)] })
  await desk.record(yes)
  await desk.record(no)
  expect(desk.standingOf(yes).state).toBe('unkept')
  expect(desk.doing).toMatchObject({ doing: 'recording', at: 'p_no' })
  await desk.askToRemove(yes)
  expect(desk.standingOf(no).state).toBe('unkept')
  expect(desk.doing).toEqual({ doing: 'asking', at: 'p_yes' })
})

test('a recording that is done over takes the place of the first only when it is whole', async () => {
  const { desk } = sit()
  await desk.record(yes)
  await desk.stop()
  const first = desk.standingOf(yes)
  await desk.record(yes)
  expect(desk.standingOf(yes)).toEqual(first)
})

test('a microphone that is not there, or not given, is told of, and nothing is lost', async () => {
  const { desk } = sit({ microphone: new MicrophoneAway('refused') })
  await desk.record(yes)
  expect(desk.trouble).toEqual({ kind: 'microphone', why: 'refused', at: 'p_yes' })
  expect(desk.doing).toBeNull()
})

test('a recording in which nothing came in is none', async () => {
  const { desk } = sit({ take: null })
  await desk.record(yes)
  await desk.stop()
  expect(desk.standingOf(yes).state).toBe('none')
  expect(desk.trouble).toMatchObject({ kind: 'microphone' })
})

test('what goes on for too long ends by itself, and says so', async () => {
  vi.useFakeTimers()
  try {
    const { desk } = sit()
    await desk.record(yes)
    await vi.advanceTimersByTimeAsync(voiceMaxSeconds * 1000)
    expect(desk.standingOf(yes)).toMatchObject({ state: 'unkept', isFull: true })
    expect(desk.doing).toBeNull()
  } finally {
    vi.useRealTimers()
  }
})

test('words that were changed want to be read again; the common voice is heard where there is no own', () => {
  const { desk } = sit({ clips: [clip(yes, true, 'Ja tak'), clip(no, false)] })
  expect(desk.standingOf(yes).state).toBe('changed')
  expect(desk.standingOf(no).state).toBe('common')
  expect(desk.countKept([yes, no])).toBe(0)
})

test('a voice is deleted only after a question, and may stay after all', async () => {
  const { desk } = sit({ clips: [clip(yes, true)] })
  await desk.askToRemove(yes)
  desk.keepAfterAll()
  expect(desk.standingOf(yes).state).toBe('kept')
  await desk.askToRemove(yes)
  await desk.remove(yes)
  expect(desk.standingOf(yes).state).toBe('none')
})

test('one is heard at a time; pressed again it is still, and that is no trouble', async () => {
  const { desk, isOff } = sit({ clips: [clip(yes, true), clip(no, true)], heard: new Promise(() => {}) })
  const first = desk.hear(yes)
  const second = desk.hear(no)
  await vi.waitFor(() => expect(isOff.map(({ aborted }) => aborted)).toEqual([true, false]))
  expect(desk.doing).toEqual({ doing: 'hearing', at: 'p_no' })
  await desk.hear(no)
  await Promise.all([first, second])
  expect(desk.doing).toBeNull()
  expect(desk.trouble).toBeNull()
})

test('what cannot be played is said', async () => {
  const { desk } = sit({ clips: [clip(yes, true)], heard: Promise.resolve(false) })
  await desk.hear(yes)
  expect(desk.trouble).toEqual({ kind: 'play', at: 'p_yes' })
})

test('when the page goes, the microphone is let go of', async () => {
  const { desk } = sit()
  await desk.record(yes)
  await desk.close()
  expect(desk.doing).toBeNull()
})
