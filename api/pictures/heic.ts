/**
 * HEIC and HEIF, which sharp's build cannot read (HEVC is patented): libheif as WebAssembly, in a worker of its own
 * with limits on pixels, time and memory. Overrun, and the worker is ended; the server does not notice.
 */
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import sharp from 'sharp'
import { PictureUnreadable } from './unreadable.ts'
import type { HeicAnswer, HeicQuestion } from './heic-worker.ts'

/**
 * Decodes the primary picture, upright, as an uncompressed TIFF that carries the picture's own colour profile.
 * @throws PictureUnreadable
 */
export async function decodeHeic(
  bytes: Uint8Array,
  limits: { pixelsMax: number; clockSecondsMax: number; memoryMaxBytes: number },
): Promise<Uint8Array> {
  const { pixelsMax, clockSecondsMax, memoryMaxBytes } = limits
  const [codec, p3] = await Promise.all([libheif(), displayP3()])
  const answer = await ask(
    { bytes, pixelsMax, memoryMaxBytes, libheif: codec, displayP3: p3 },
    clockSecondsMax,
  )
  if ('reason' in answer) throw new PictureUnreadable(answer.reason, { cause: answer.detail })
  return answer.tiff
}

/**
 * Compiled once a process, for all its workers: V8 translates what is used much a second time, and better, which one
 * picture alone would hardly live to see.
 */
let compiled: Promise<WebAssembly.Module> | undefined
function libheif(): Promise<WebAssembly.Module> {
  compiled ??= readFile(fileURLToPath(import.meta.resolve('libheif-js/libheif-wasm/libheif.wasm'))).then(
    (bytes) => WebAssembly.compile(bytes),
  )
  return compiled
}

/** libvips' own profile, taken from a picture that it is put on. */
let p3: Promise<Uint8Array | null> | undefined
function displayP3(): Promise<Uint8Array | null> {
  p3 ??= sharp({ create: { width: 1, height: 1, channels: 3, background: '#000' } })
    .withIccProfile('p3')
    .png()
    .toBuffer()
    .then((png) => sharp(png).metadata())
    .then(({ icc }) => icc ?? null)
  return p3
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
