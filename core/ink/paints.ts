/** What an artwork is drawn with unless its curator chooses otherwise: six paints on white paper. */

export const paintsMax = 6

/** Ink, red, marigold, green, blue, rose: all told from one another and from the paper, also in grey. */
export const usualPaints = ['#14213d', '#c8323c', '#ffb000', '#1f7a55', '#2f74c0', '#f08db0'] as const
export const usualPaper = '#ffffff'
