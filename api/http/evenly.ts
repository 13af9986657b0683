/** Answers that do not tell by their time how much there was to do. */

/** More than any of it takes on a machine that is not overloaded. */
export const beatMs = 500

/** Does something, and gives its outcome on the next full beat after it was asked for: whoever measures hears nothing. */
export async function evenly<Outcome>(doing: () => Promise<Outcome>): Promise<Outcome> {
  const beganMs = performance.now()
  try {
    return await doing()
  } finally {
    const leftMs = beatMs - ((performance.now() - beganMs) % beatMs)
    await new Promise((resolve) => setTimeout(resolve, leftMs))
  }
}
