/**
 * The scripts of the peers' pages. Both take the number of pieces and their size from their address, show all of the
 * work, and say `ready` when every picture is there. The wheel does what it does in the composer.
 */

const begin = `
const asked = new URLSearchParams(location.search)
const [count, width, height] = ['count', 'width', 'height'].map((name) => Number(asked.get(name)))
Object.assign(document.querySelector('#work').style, { width: width + 'px', height: height + 'px' })
const { pieces } = await (await fetch('/scene/' + count)).json()
const farX = Math.max(...pieces.map(({ x, width }) => x + width / 2))
const farY = Math.max(...pieces.map(({ y, height }) => y + height / 2))
const whole = Math.min((width - 96) / farX, (height - 96) / farY)
async function fetchEach(take) {
  const left = pieces.entries()
  const fetching = Array.from({ length: 6 }, async () => {
    for (const [number, piece] of left) await take(await (await fetch(piece.picture)).blob(), piece, number)
  })
  await Promise.all(fetching)
}
`

export const konvaPage = `
import Konva from 'konva'
${begin}
const stage = new Konva.Stage({ container: 'work', width, height })
const layer = new Konva.Layer()
stage.add(layer)
const bitmaps = []
await fetchEach(async (blob, piece, number) => (bitmaps[number] = await createImageBitmap(blob)))
for (const [number, { x, y, width, height, rotationDeg }] of pieces.entries())
  layer.add(new Konva.Image({
    image: bitmaps[number], x, y, width, height, offsetX: width / 2, offsetY: height / 2, rotation: rotationDeg, draggable: true,
  }))
function look(scale) {
  stage.scale({ x: scale, y: scale })
  stage.position({ x: width / 2 - farX / 2 * scale, y: height / 2 - farY / 2 * scale })
}
stage.on('wheel', ({ evt }) => {
  evt.preventDefault()
  if (evt.shiftKey) return stage.x(stage.x() - evt.deltaY)
  const before = stage.scaleX()
  const scale = before * Math.exp(-evt.deltaY * 0.01)
  const { x, y } = stage.getPointerPosition()
  const under = { x: (x - stage.x()) / before, y: (y - stage.y()) / before }
  stage.scale({ x: scale, y: scale })
  stage.position({ x: x - under.x * scale, y: y - under.y * scale })
})
look(whole)
window.peer = { whole: () => look(whole), near: () => look(1), zoomDeltaY: Math.log(1 / whole) / 0.01 }
`

export const boardEditorPage = `
import { createElement } from 'react'
import { createRoot } from 'react-dom/client'
import { Excalidraw } from '@excalidraw/excalidraw'
import '@excalidraw/excalidraw/index.css'
${begin}
window.EXCALIDRAW_ASSET_PATH = '/'
// It goes back no farther than a tenth: the whole work must be seen there as it is in the others.
const times = whole < 0.1 ? whole / 0.1 : 1
const files = {}
await fetchEach(async (blob, piece, number) => {
  const dataURL = await new Promise((resolve) => {
    const reader = new FileReader()
    reader.onload = () => resolve(reader.result)
    reader.readAsDataURL(blob)
  })
  files['file-' + number] = { id: 'file-' + number, mimeType: 'image/webp', dataURL, created: 1 }
})
const elements = pieces.map(({ x, y, width, height, rotationDeg }, number) => ({
  id: 'piece-' + number, type: 'image', fileId: 'file-' + number, status: 'saved', scale: [1, 1],
  x: (x - width / 2) * times, y: (y - height / 2) * times, width: width * times, height: height * times,
  angle: rotationDeg * Math.PI / 180, seed: number + 1, version: 1, versionNonce: number + 1, opacity: 100,
}))
function cameraAt(value) {
  return {
    zoom: { value }, scrollX: width / 2 / value - farX * times / 2, scrollY: height / 2 / value - farY * times / 2,
  }
}
const far = whole / times
createRoot(document.querySelector('#work')).render(createElement(Excalidraw, {
  initialData: { elements, files, appState: { ...cameraAt(far), showWelcomeScreen: false } },
  excalidrawAPI(api) {
    const look = (scale) => api.updateScene({ appState: cameraAt(scale) })
    // A turn of the wheel adds to its zoom, it does not multiply.
    window.peer = { whole: () => look(far), near: () => look(1 / times), zoomDeltaY: (1 / times - far) * 100 }
  },
}))
`
