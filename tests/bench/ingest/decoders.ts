/** Plain decoding in processes that have memory as those of the workshop have it, one picture at a time in each. */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { tightMemory } from '#api/pictures/workshop.ts'

const program = new URL('./decoder.ts', import.meta.url)

export interface Decoders {
  readonly decoders: readonly ((photo: Buffer) => Promise<unknown>)[]
  close(): void
}

export function openDecoders(count: number): Decoders {
  const children = Array.from({ length: count }, () =>
    fork(program, { serialization: 'advanced', env: tightMemory }),
  )
  return {
    decoders: children.map((child) => async (photo) => {
      const answered = once(child, 'message')
      child.send(photo)
      await answered
    }),
    close() {
      for (const child of children) child.disconnect()
    },
  }
}
