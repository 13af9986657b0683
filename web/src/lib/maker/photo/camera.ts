/** The camera within the page: for phones that close a page while their own camera has the screen. */

export type CameraRefusal = 'refused' | 'none' | 'broken'

/** Four megapixels at most: it is to be held in a page that was killed once already. */
const wanted: MediaStreamConstraints = {
  audio: false,
  video: { facingMode: { ideal: 'environment' }, width: { ideal: 1920 }, height: { ideal: 1440 } },
}

export async function openCamera(): Promise<MediaStream | CameraRefusal> {
  try {
    return await navigator.mediaDevices.getUserMedia(wanted)
  } catch (error) {
    const name = error instanceof DOMException ? error.name : ''
    if (name === 'NotAllowedError' || name === 'SecurityError') return 'refused'
    return name === 'NotFoundError' || name === 'OverconstrainedError' ? 'none' : 'broken'
  }
}

export function shutCamera(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop()
}

/** What a camera that takes whole photos may need; after that the moving picture has to do. */
const patienceMs = 5000

/** A whole photo where the browser takes one, else what the moving picture shows. */
export async function takeShot(stream: MediaStream, video: HTMLVideoElement): Promise<File> {
  return new File([(await wholePhoto(stream)) ?? (await frameOf(video))], 'kamera.jpg', {
    type: 'image/jpeg',
  })
}

async function wholePhoto(stream: MediaStream): Promise<Blob | null> {
  const [track] = stream.getVideoTracks()
  if (!track || !('ImageCapture' in window)) return null
  const tooLong = new Promise<null>((resolve) => setTimeout(() => resolve(null), patienceMs))
  const photo = new ImageCapture(track).takePhoto().catch(() => null)
  const taken = await Promise.race([photo, tooLong])
  return taken?.type === 'image/jpeg' ? taken : null
}

async function frameOf(video: HTMLVideoElement): Promise<Blob> {
  const canvas = document.createElement('canvas')
  canvas.width = video.videoWidth
  canvas.height = video.videoHeight
  canvas.getContext('2d')?.drawImage(video, 0, 0)
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.92))
  canvas.width = 0
  canvas.height = 0
  if (blob === null) throw new Error('the camera gave no picture')
  return blob
}
