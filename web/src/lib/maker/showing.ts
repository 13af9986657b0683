import type { Attachment } from 'svelte/attachments'

/** Shows a picture that lies on the phone, and lets go of it again. */
export const showing =
  (picture: Blob): Attachment<HTMLImageElement> =>
  (image) => {
    const url = URL.createObjectURL(picture)
    image.src = url
    return () => URL.revokeObjectURL(url)
  }
