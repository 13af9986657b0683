/** Cameras and microphones as tests need them, put in place of the browser's own: each kind of Chromium has others. */

/** Runs in the page: from now on nobody is let near camera or microphone. */
export function refuseMedia(): void {
  // A page without an address has none.
  if (!('mediaDevices' in navigator)) return
  navigator.mediaDevices.getUserMedia = () =>
    Promise.reject(new DOMException('refused by the test', 'NotAllowedError'))
}

/** Runs in the page: a camera before which a large brown thing with a bright spot lies. */
export function lieBeforeCamera(): void {
  const canvas = document.createElement('canvas')
  canvas.width = 640
  canvas.height = 480
  const brush = canvas.getContext('2d')
  const draw = () => {
    if (!brush) return
    brush.fillStyle = '#6b4a2b'
    brush.fillRect(0, 0, canvas.width, canvas.height)
    brush.fillStyle = '#ffd75e'
    brush.fillRect(200, 120, 120, 120)
    requestAnimationFrame(draw)
  }
  draw()
  navigator.mediaDevices.getUserMedia = () => Promise.resolve(canvas.captureStream(10))
}

/** Runs in the page, before its own code: a microphone into which somebody shouts without drawing breath. */
export function shoutIntoMicrophone(): void {
  // Without https there is none.
  if (!('mediaDevices' in navigator)) return
  navigator.mediaDevices.getUserMedia = async () => {
    const sound = new AudioContext()
    await sound.resume()
    const microphone = sound.createMediaStreamDestination()
    const voice = new OscillatorNode(sound, { type: 'square', frequency: 220 })
    voice.connect(microphone)
    voice.start()
    return microphone.stream
  }
}
