import { expect, test, vi } from 'vitest'
import { fixture } from '#tests/support/pictures.ts'

test('a codec that cannot be opened is not the picture’s fault, and the next picture tries again', async () => {
  const photo = await fixture('dogs-p3.heic')
  // As in a process that has not opened it yet.
  vi.resetModules()
  const [{ decodePicture }, { PictureUnreadable }] = [
    await import('./decode.ts'),
    await import('./unreadable.ts'),
  ]
  const compile = vi.spyOn(WebAssembly, 'compile').mockRejectedValueOnce(new RangeError('no memory'))
  const outcome = await decodePicture(photo).catch((error: unknown) => error)
  expect(outcome).toMatchObject({ message: 'no memory' })
  expect(outcome).not.toBeInstanceOf(PictureUnreadable)
  expect((await decodePicture(photo)).widthPx).toBeGreaterThan(0)
  await decodePicture(photo)
  expect(compile).toHaveBeenCalledTimes(2)
  compile.mockRestore()
})
