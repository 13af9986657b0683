/** Reads the pattern of a card from the camera. Every frame stays on the device. */

const lookEveryMs = 200

export interface Scan {
  stop(): void
}

/** @throws when there is no camera, or the person does not want it used */
export async function openCamera(video: HTMLVideoElement): Promise<() => void> {
  const stream = await navigator.mediaDevices.getUserMedia({
    video: { facingMode: { ideal: 'environment' }, width: { ideal: 1280 } },
  })
  const shut = (): void => {
    for (const track of stream.getTracks()) track.stop()
    video.srcObject = null
  }
  try {
    video.srcObject = stream
    await video.play()
    return shut
  } catch (error) {
    shut()
    throw error
  }
}

/** Tells every pattern that it sees, until it is stopped. The reader comes when it is needed: most cards are held to a phone's own camera. */
export function readPatterns(video: HTMLVideoElement, tell: (text: string) => void): Scan {
  let isStopped = false
  let timer: ReturnType<typeof setTimeout> | undefined

  async function look(): Promise<void> {
    const { BarcodeDetector } = await import('qr/decode.js')
    const detector = new BarcodeDetector({ formats: ['qr_code'] })
    const again = async (): Promise<void> => {
      // A frame that cannot be read is no failure: the next one comes.
      const [found] = video.videoWidth > 0 ? await detector.detect(video).catch(() => []) : []
      if (isStopped) return
      if (found) tell(found.rawValue)
      timer = setTimeout(() => void again(), lookEveryMs)
    }
    await again()
  }
  void look()

  return {
    stop() {
      isStopped = true
      clearTimeout(timer)
    },
  }
}
