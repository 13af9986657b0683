/** Files that were made to hurt whoever opens them. */
import { deflateSync } from 'node:zlib'
import { fixture } from './pictures.ts'
import { pngChunk } from './png.ts'

/** A PNG that says it is 60,000 pixels wide and high, and holds a few bytes. */
function bomb(): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(60_000, 0)
  header.writeUInt32BE(60_000, 4)
  header.set([8, 2, 0, 0, 0], 8)
  const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')
  const data = pngChunk('IDAT', deflateSync(Buffer.alloc(1000)))
  return Buffer.concat([signature, pngChunk('IHDR', header), data, pngChunk('IEND', Buffer.alloc(0))])
}

export interface HostileFile {
  readonly content: () => Promise<Buffer> | Buffer
  /** The problem it is answered with, the reason it is set aside for, or `ready`. */
  readonly becomes: string
}

/** @param earOrigin of somebody who hears when a file makes the house call */
export const hostileFiles = (earOrigin: () => string): ReadonlyMap<string, HostileFile> =>
  new Map([
    [
      'a page',
      { content: () => Buffer.from('<!doctype html><script>alert(1)</script>'), becomes: 'not-a-picture' },
    ],
    [
      'a vector picture with a script',
      {
        content: () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
        becomes: 'not-a-picture',
      },
    ],
    [
      'a command',
      {
        content: () => Buffer.from('push graphic-context\nimage over 0,0 0,0 "|id"'),
        becomes: 'not-a-picture',
      },
    ],
    [
      'a document',
      { content: () => Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n'), becomes: 'not-a-picture' },
    ],
    [
      'a video',
      {
        content: () => Buffer.from('\0\0\0\x18ftypmp42\0\0\0\0mp42isom', 'latin1'),
        becomes: 'not-a-picture',
      },
    ],
    [
      "libvips' own kind",
      {
        content: () => Buffer.from('\x08\xf2\xa6\xb6' + '\0'.repeat(60), 'latin1'),
        becomes: 'not-a-picture',
      },
    ],
    [
      'a vector picture of what lies elsewhere',
      {
        content: () =>
          Buffer.from(
            `<!DOCTYPE svg [<!ENTITY far SYSTEM "${earOrigin()}/dtd"><!ENTITY near SYSTEM "file:///etc/passwd">]>` +
              `<svg xmlns="http://www.w3.org/2000/svg"><image href="${earOrigin()}/picture"/>&far;&near;</svg>`,
          ),
        becomes: 'not-a-picture',
      },
    ],
    [
      'a command that fetches',
      {
        content: () => Buffer.from(`push graphic-context\nimage over 0,0 0,0 'url(${earOrigin()}/picture)'`),
        becomes: 'not-a-picture',
      },
    ],
    [
      'a photo that says where it would be fetched',
      {
        content: async () =>
          Buffer.concat([await fixture('fig.jpg'), Buffer.from(`<?xpacket?><a href="${earOrigin()}/xmp"/>`)]),
        becomes: 'ready',
      },
    ],
    ['far more pixels than bytes', { content: bomb, becomes: 'set aside: too-many-pixels' }],
    [
      'half a photo',
      {
        content: async () => (await fixture('fig.jpg')).subarray(0, 20_000),
        becomes: 'set aside: truncated',
      },
    ],
    [
      'half a HEIC',
      {
        content: async () => (await fixture('dogs-p3.heic')).subarray(0, 9_000),
        becomes: 'set aside: truncated',
      },
    ],
    [
      'a photo with an archive behind it',
      {
        content: async () => Buffer.concat([await fixture('fig.jpg'), Buffer.from('PK\x03\x04secret')]),
        becomes: 'ready',
      },
    ],
  ])
