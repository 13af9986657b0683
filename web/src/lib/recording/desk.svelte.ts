/**
 * The desk at which a house records its voice: which slots are filled, what was recorded and is not kept yet, and the
 * one slot that the hand is at. A recording is here until it is kept or thrown away; nothing else takes it.
 */
import { Problem, type ProblemType } from '#core/contract/problems.ts'
import {
  voiceBitsPerSecond,
  voiceMaxSeconds,
  type VoiceClip,
  type VoiceLocale,
} from '#core/contract/voices.ts'
import {
  MicrophoneAway,
  type Hearing,
  type MicrophoneTrouble,
  type Recording,
  type Take,
  type startRecording,
} from './microphone.ts'

export interface Slot {
  readonly slot: VoiceClip['slot']
  readonly text: string
}

/** How the desk speaks to the api. Each throws a `Problem`. */
export interface VoiceWire {
  keep(slot: Slot, take: Take): Promise<VoiceClip>
  remove(slot: Slot): Promise<void>
}

/** @returns whether it was heard to its end; called off by the signal it is not */
export interface Ear {
  clip(clip: VoiceClip, signal: AbortSignal): Promise<boolean>
  take(take: Take, signal: AbortSignal): Promise<boolean>
}

/** `changed`: kept, for words that stand here no more. `common`: the voice for all houses is heard. */
export type Standing =
  | { readonly state: 'none' }
  | { readonly state: 'common'; readonly clip: VoiceClip }
  | { readonly state: 'changed'; readonly clip: VoiceClip }
  | { readonly state: 'kept'; readonly clip: VoiceClip }
  | { readonly state: 'unkept'; readonly take: Take; readonly isFull: boolean }

/** What the hand is doing, at one slot at a time. */
export type Doing =
  | { readonly doing: 'opening' | 'hearing' | 'keeping' | 'asking' | 'removing'; readonly at: string }
  | { readonly doing: 'recording'; readonly at: string; readonly hearing: Hearing }

export type Trouble =
  | { readonly kind: 'microphone'; readonly why: MicrophoneTrouble }
  | { readonly kind: 'api'; readonly why: ProblemType }
  | { readonly kind: 'play' }

interface Given {
  readonly clips: readonly VoiceClip[]
  readonly locale: VoiceLocale
  /** Whether the desk is one house's; else it is the desk of all. */
  readonly isHouse: boolean
  readonly wire: VoiceWire
  readonly ear: Ear
  readonly record: typeof startRecording
}

interface Unkept {
  readonly take: Take
  readonly isFull: boolean
}

export class Desk {
  doing: Doing | null = $state.raw(null)
  trouble: (Trouble & { readonly at: string }) | null = $state.raw(null)
  #clips: readonly VoiceClip[] = $state.raw([])
  #unkept: ReadonlyMap<string, Unkept> = $state.raw(new Map())

  readonly #given: Given
  #recording: Recording | null = null
  #hearing: AbortController | null = null
  #fullTimer: ReturnType<typeof setTimeout> | undefined

  constructor(given: Given) {
    this.#given = given
    this.#clips = given.clips
  }

  /** Something would be lost if the page went away. */
  get hasUnkept(): boolean {
    return this.#unkept.size > 0 || this.doing?.doing === 'recording'
  }

  standingOf({ slot, text }: Slot): Standing {
    const unkept = this.#unkept.get(slot)
    if (unkept) return { state: 'unkept', ...unkept }
    const own = this.#clips.find((clip) => clip.slot === slot && this.#isOwn(clip))
    if (own) return { state: own.text === text ? 'kept' : 'changed', clip: own }
    const common = this.#clips.find((clip) => clip.text === text && clip.locale === this.#given.locale)
    return common ? { state: 'common', clip: common } : { state: 'none' }
  }

  countKept(slots: readonly Slot[]): number {
    return slots.filter((slot) => this.standingOf(slot).state === 'kept').length
  }

  /** What was recorded before and is not kept stays until the new one is whole. */
  async record({ slot }: Slot): Promise<void> {
    if (!(await this.#freeHand())) return
    this.trouble = null
    this.doing = { doing: 'opening', at: slot }
    try {
      this.#recording = await this.#given.record({
        bitsPerSecond: voiceBitsPerSecond,
        onHearing: (hearing) => {
          if (this.doing?.doing === 'recording') this.doing = { ...this.doing, hearing }
        },
      })
      this.doing = { doing: 'recording', at: slot, hearing: 'quiet' }
      this.#fullTimer = setTimeout(() => void this.stop(true), voiceMaxSeconds * 1000)
    } catch (failure) {
      this.doing = null
      const why = failure instanceof MicrophoneAway ? failure.trouble : 'unable'
      this.trouble = { kind: 'microphone', why, at: slot }
    }
  }

  async stop(isFull = false): Promise<void> {
    const recording = this.#recording
    const at = this.doing?.at
    if (!recording || at === undefined) return
    this.#recording = null
    clearTimeout(this.#fullTimer)
    const take = await recording.stop()
    this.doing = null
    if (take) this.#setUnkept(at, { take, isFull })
    else this.trouble = { kind: 'microphone', why: 'unable', at }
  }

  /** Plays what lies in the slot; once more, and it is still. */
  async hear(slot: Slot): Promise<void> {
    const wasHere = this.doing?.doing === 'hearing' && this.doing.at === slot.slot
    if (!(await this.#freeHand()) || wasHere) return
    const standing = this.standingOf(slot)
    if (standing.state === 'none') return
    // Another may have begun in between.
    this.hush()
    const mine = new AbortController()
    this.#hearing = mine
    this.trouble = null
    this.doing = { doing: 'hearing', at: slot.slot }
    const isHeard =
      standing.state === 'unkept'
        ? await this.#given.ear.take(standing.take, mine.signal)
        : await this.#given.ear.clip(standing.clip, mine.signal)
    if (this.#hearing !== mine) return
    this.hush()
    if (!isHeard) this.trouble = { kind: 'play', at: slot.slot }
  }

  hush(): void {
    this.#hearing?.abort()
    this.#hearing = null
    if (this.doing?.doing === 'hearing') this.doing = null
  }

  /** @returns whether it is kept now */
  async keep(slot: Slot): Promise<boolean> {
    const unkept = this.#unkept.get(slot.slot)
    if (!unkept) return false
    return this.#ask('keeping', slot, async () => {
      const clip = await this.#given.wire.keep(slot, unkept.take)
      this.#clips = [clip, ...this.#clips.filter((one) => !this.#isIn(one, slot))]
      this.#setUnkept(slot.slot, null)
    })
  }

  /** Throws away what was recorded and not kept. */
  drop({ slot }: Slot): void {
    this.hush()
    this.#setUnkept(slot, null)
  }

  async askToRemove({ slot }: Slot): Promise<void> {
    if (await this.#freeHand()) this.doing = { doing: 'asking', at: slot }
  }

  keepAfterAll(): void {
    if (this.doing?.doing === 'asking') this.doing = null
  }

  async remove(slot: Slot): Promise<boolean> {
    return this.#ask('removing', slot, async () => {
      await this.#given.wire.remove(slot)
      this.#clips = this.#clips.filter((one) => !this.#isIn(one, slot))
    })
  }

  /** When the page goes: the microphone is let go of, and nothing sounds on. */
  async close(): Promise<void> {
    this.hush()
    await this.stop()
  }

  /**
   * Lets go of what the hand is doing elsewhere: what is being recorded is whole, and lies there not kept.
   * @returns whether the hand is free; not while something is on its way
   */
  async #freeHand(): Promise<boolean> {
    this.hush()
    this.keepAfterAll()
    if (this.doing?.doing === 'recording') await this.stop()
    return this.doing === null
  }

  async #ask(doing: 'keeping' | 'removing', { slot }: Slot, work: () => Promise<void>): Promise<boolean> {
    if (!(await this.#freeHand())) return false
    this.trouble = null
    this.doing = { doing, at: slot }
    try {
      await work()
      return true
    } catch (failure) {
      this.trouble = { kind: 'api', why: failure instanceof Problem ? failure.type : 'unexpected', at: slot }
      return false
    } finally {
      this.doing = null
    }
  }

  #isOwn({ own, locale }: VoiceClip): boolean {
    return own === this.#given.isHouse && locale === this.#given.locale
  }

  #isIn(clip: VoiceClip, { slot }: Slot): boolean {
    return clip.slot === slot && this.#isOwn(clip)
  }

  #setUnkept(slot: string, unkept: Unkept | null): void {
    const others = [...this.#unkept].filter(([at]) => at !== slot)
    this.#unkept = new Map(unkept ? [...others, [slot, unkept]] : others)
  }
}
