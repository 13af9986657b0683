/**
 * HEIC and HEIF, which sharp's build cannot read (HEVC is patented): libheif as WebAssembly, in a worker of its own
 * with limits on pixels, time and memory. Overrun, and the worker is ended; the server does not notice.
 */
import { readFile } from 'node:fs/promises'
import { Worker } from 'node:worker_threads'
import sharp from 'sharp'
import { PictureUnreadable } from './unreadable.ts'
import type { HeicAnswer, HeicQuestion, HeicReader } from './heic-worker.ts'

/**
 * Decodes the primary picture, upright, as an uncompressed TIFF that carries the picture's own colour profile.
 * @throws PictureUnreadable
 */
export async function decodeHeic(
  bytes: Uint8Array,
  reader: HeicReader,
  limits: { pixelsMax: number; clockSecondsMax: number; memoryMaxBytes: number },
): Promise<Uint8Array> {
  const { pixelsMax, clockSecondsMax, memoryMaxBytes } = limits
  const answer = await ask({ bytes, pixelsMax, memoryMaxBytes, ...reader }, clockSecondsMax)
  if ('reason' in answer) throw new PictureUnreadable(answer.reason, { cause: answer.detail })
  return answer.tiff
}

let reader: Promise<HeicReader> | undefined

/**
 * Compiled once for all workers: V8 translates what is used much a second time, and better, which one picture alone would
 * hardly live to see.
 * @throws what is no picture's fault: a file of ours that cannot be read, no memory. The next picture tries again
 */
export function openHeicReader(): Promise<HeicReader> {
  reader ??= Promise.all([compiledLibheif(), displayP3Profile()])
    .then(([libheif, displayP3]) => ({ libheif, displayP3 }))
    .catch((error: unknown) => {
      reader = undefined
      throw error
    })
  return reader
}

async function compiledLibheif(): Promise<WebAssembly.Module> {
  return WebAssembly.compile(
    await readFile(new URL(import.meta.resolve('libheif-js/libheif-wasm/libheif.wasm'))),
  )
}

/** libvips' own profile, taken from a picture that it is put on. */
async function displayP3Profile(): Promise<Uint8Array | null> {
  const png = await sharp({ create: { width: 1, height: 1, channels: 3, background: '#000' } })
    .withIccProfile('p3')
    .png()
    .toBuffer()
  return (await sharp(png).metadata()).icc ?? null
}

function ask(question: HeicQuestion, clockSecondsMax: number): Promise<HeicAnswer> {
  const worker = new Worker(new URL('./heic-worker.ts', import.meta.url), {
    workerData: question,
    resourceLimits: { maxOldGenerationSizeMb: 128 },
    // What libheif has to say to a console is for nobody.
    stdout: true,
    stderr: true,
  })
  return new Promise<HeicAnswer>((resolve, reject) => {
    const alarm = setTimeout(() => reject(new PictureUnreadable('too-slow')), clockSecondsMax * 1000)
    worker.once('message', resolve)
    worker.once('error', (cause) => reject(new PictureUnreadable('damaged', { cause })))
    worker.once('exit', () => {
      clearTimeout(alarm)
      reject(new PictureUnreadable('damaged'))
    })
  }).finally(() => worker.terminate())
}
