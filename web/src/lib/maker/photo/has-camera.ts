/** Only a page that came over TLS, or from this machine, is let near a camera. */
export const hasCamera = (): boolean =>
  'mediaDevices' in navigator && 'getUserMedia' in navigator.mediaDevices
