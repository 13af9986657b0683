/** A photo at a size that every phone can hold on a canvas: never the whole of it. */

/** Upright, its longer side at most `sidePxMax`. @throws when the browser cannot read the picture */
export async function drawSmall(photo: Blob, sidePxMax: number): Promise<HTMLCanvasElement> {
  const url = URL.createObjectURL(photo)
  try {
    const image = new Image()
    image.src = url
    await new Promise((resolve, reject) => {
      image.onload = resolve
      image.onerror = () => reject(new Error('this browser cannot show the picture'))
    })
    // The natural size of an image is that of the upright picture.
    const scale = Math.min(1, sidePxMax / Math.max(image.naturalWidth, image.naturalHeight))
    const canvas = document.createElement('canvas')
    canvas.width = Math.max(1, Math.round(image.naturalWidth * scale))
    canvas.height = Math.max(1, Math.round(image.naturalHeight * scale))
    const context = canvas.getContext('2d')
    if (!context) throw new Error('this browser draws no canvas')
    // What shines through is paper, as on the wall.
    context.fillStyle = '#fff'
    context.fillRect(0, 0, canvas.width, canvas.height)
    const bitmap = await scaled(photo, canvas)
    context.drawImage(bitmap ?? image, 0, 0, canvas.width, canvas.height)
    bitmap?.close()
    return canvas
  } finally {
    URL.revokeObjectURL(url)
  }
}

/** Null where the browser cannot scale while it decodes, or takes the picture for one on its side. */
async function scaled(photo: Blob, { width, height }: HTMLCanvasElement): Promise<ImageBitmap | null> {
  const options = { resizeWidth: width, resizeQuality: 'high', imageOrientation: 'from-image' } as const
  const bitmap = await createImageBitmap(photo, options).catch(() => null)
  if (bitmap === null || Math.abs(bitmap.height - height) <= 2) return bitmap
  bitmap.close()
  return null
}

/** Gives the memory back at once; phones count it as long as the canvas has a size. */
export function letGo(canvas: HTMLCanvasElement): void {
  canvas.width = 0
  canvas.height = 0
}
