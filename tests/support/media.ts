/** Cameras and microphones as tests need them, put in place of the browser's own: each kind of Chromium has others. */

/** Runs in the page: from now on nobody is let near camera or microphone. */
export function refuseMedia(): void {
  navigator.mediaDevices.getUserMedia = () =>
    Promise.reject(new DOMException('refused by the test', 'NotAllowedError'))
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
