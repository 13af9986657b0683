/** Bad wifi answers late or never: nobody stands before a white page for longer than this. */
const patienceMs = 3000

/**
 * The net has the first word. When it is silent for too long, gone or ill, what is kept is shown instead; where nothing
 * is kept, the net may take its time.
 * @throws what the net threw, where nothing is kept
 */
export async function netFirst(
  fromNet: Promise<Response>,
  kept: () => Promise<Response | undefined>,
): Promise<Response> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const silence = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), patienceMs)
  })
  const answer = await Promise.race([fromNet.catch(() => null), silence])
  clearTimeout(timer)
  if (answer && answer.status < 500) return answer
  return (await kept()) ?? fromNet
}
