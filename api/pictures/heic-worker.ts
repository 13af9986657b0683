/**
 * Runs in a worker: one HEIC file in, its primary picture out, upright, as a TIFF. Started and ended by heic.ts.
 * The TIFF is written straight from libheif's memory: every further copy of 12 megapixels costs a tenth of the whole.
 */
import { parentPort, workerData } from 'node:worker_threads'
import openLibheif, { type Libheif } from 'libheif-js/libheif-wasm/libheif.js'
import { profiledTiff } from './tiff.ts'
import type { UnreadableReason } from './unreadable.ts'

/** What reads a HEIC: the codec, and the profile for pictures that name it by number. Made once a process. */
export interface HeicReader {
  readonly libheif: WebAssembly.Module
  readonly displayP3: Uint8Array | null
}

export interface HeicQuestion extends HeicReader {
  readonly bytes: Uint8Array
  readonly pixelsMax: number
  readonly memoryMaxBytes: number
}

/** `tiff` is uncompressed and carries the picture's own colour profile. */
export type HeicAnswer =
  { readonly tiff: Uint8Array<ArrayBuffer> } | { readonly reason: UnreadableReason; readonly detail: string }

/** From libheif's heif.h: enum values. */
const colourspaceRgb = 1
const chromaInterleavedRgb = 10
const chromaInterleavedRgba = 11
const channelInterleaved = 10
/** ITU-T H.273: colour primaries 12 are those of Display P3. */
const primariesP3 = 12

class Refused extends Error {
  readonly reason: UnreadableReason
  constructor(reason: UnreadableReason, detail: string) {
    super(detail)
    this.reason = reason
  }
}

/** WebAssembly knows no limit from outside, so growing is refused here: malloc then fails inside and libheif says so. */
function limitMemory(bytesMax: number) {
  const grow: unknown = Reflect.get(WebAssembly.Memory.prototype, 'grow')
  if (typeof grow !== 'function') throw new TypeError('WebAssembly memory that cannot grow')
  WebAssembly.Memory.prototype.grow = function (this: WebAssembly.Memory, pages: number) {
    if (this.buffer.byteLength + pages * 65_536 > bytesMax) throw new RangeError('memory limit')
    return Number(Reflect.apply(grow, this, [pages]))
  }
}

async function instance(codec: WebAssembly.Module): Promise<Libheif> {
  return openLibheif({
    instantiateWasm(imports, onReady) {
      const opened = new WebAssembly.Instance(codec, imports)
      onReady(opened, codec)
      return opened.exports
    },
  })
}

function decode(lib: Libheif, question: HeicQuestion): Buffer<ArrayBuffer> {
  const scratch = lib._malloc(64)
  const word = (pointer: number) => new DataView(lib.HEAPU8.buffer).getInt32(pointer, true)
  const out = scratch + 32
  const check = (what: string) => {
    const code = word(scratch)
    if (code === 0) return
    const subcode = word(scratch + 4)
    throw new Refused(reasonOf(code, subcode), `${what}: libheif error ${code}.${subcode}`)
  }

  const context = lib._heif_context_alloc()
  const file = lib._malloc(question.bytes.length)
  if (file === 0) throw new Refused('too-much-memory', 'file')
  lib.HEAPU8.set(question.bytes, file)
  lib._heif_context_read_from_memory(scratch, context, file, question.bytes.length, 0)
  check('read')
  lib._heif_context_get_primary_image_handle(scratch, context, out)
  check('primary')
  const handle = word(out)

  const pixels = lib._heif_image_handle_get_width(handle) * lib._heif_image_handle_get_height(handle)
  if (pixels > question.pixelsMax) throw new Refused('too-many-pixels', `${pixels} pixels`)

  const icc = readProfile()
  const channels = lib._heif_image_handle_has_alpha_channel(handle) === 0 ? 3 : 4
  const chroma = channels === 3 ? chromaInterleavedRgb : chromaInterleavedRgba
  lib._heif_decode_image(scratch, handle, out, colourspaceRgb, chroma, 0)
  check('decode')
  const image = word(out)
  const widthPx = lib._heif_image_get_width(image, channelInterleaved)
  const heightPx = lib._heif_image_get_height(image, channelInterleaved)
  if (widthPx < 1 || heightPx < 1 || widthPx * heightPx > question.pixelsMax) {
    throw new Refused('damaged', `${widthPx} × ${heightPx}`)
  }
  const plane = lib._heif_image_get_plane_readonly(image, channelInterleaved, out)
  const strideBytes = word(out)
  const data = lib.HEAPU8.subarray(plane, plane + strideBytes * heightPx)
  if (plane === 0 || strideBytes < widthPx * channels || data.length < strideBytes * heightPx)
    throw new Refused('damaged', 'plane')
  return profiledTiff({ data, strideBytes, widthPx, heightPx, channels, icc })

  function readProfile(): Uint8Array | null {
    const size = lib._heif_image_handle_get_raw_color_profile_size(handle)
    if (size > 0 && size < 4_000_000) {
      const at = lib._malloc(size)
      lib._heif_image_handle_get_raw_color_profile(scratch, handle, at)
      check('profile')
      return lib.HEAPU8.slice(at, at + size)
    }
    lib._heif_image_handle_get_nclx_color_profile(scratch, handle, out)
    // struct heif_color_profile_nclx { uint8_t version; enum primaries; … }; an error means that there is none.
    return word(scratch) === 0 && word(word(out) + 4) === primariesP3 ? question.displayP3 : null
  }
}

/** libheif's heif_error.h: 2 = invalid input (100 = end of data), 6 = memory allocation (1000 = security limit). */
function reasonOf(code: number, subcode: number): UnreadableReason {
  if (subcode === 100) return 'truncated'
  if (subcode === 1000) return 'too-many-pixels'
  return code === 6 ? 'too-much-memory' : 'damaged'
}

async function answer(question: HeicQuestion): Promise<HeicAnswer> {
  try {
    limitMemory(question.memoryMaxBytes)
    return { tiff: decode(await instance(question.libheif), question) }
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error)
    if (error instanceof Refused) return { reason: error.reason, detail }
    return { reason: /memory|bad_alloc/i.test(detail) ? 'too-much-memory' : 'damaged', detail }
  }
}

function isQuestion(data: unknown): data is HeicQuestion {
  return typeof data === 'object' && data !== null && 'bytes' in data && data.bytes instanceof Uint8Array
}

if (isQuestion(workerData)) {
  const reply = await answer(workerData)
  parentPort?.postMessage(reply, 'tiff' in reply ? [reply.tiff.buffer] : [])
}
