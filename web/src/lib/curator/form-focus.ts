import { tick } from 'svelte'
import type { SubmitFunction } from '$app/forms'

/** A field that is wrong, or the first of a group that is wrong as a whole. */
const wrong = '[aria-invalid="true"], [data-wrong]:not(:has([aria-invalid="true"])) :is(input, a)'

/**
 * For `use:enhance`: what was written stays until it has been taken in, and the hand is led to the first field that
 * is to be mended.
 */
export const leadToTheWrong: SubmitFunction =
  ({ formElement }) =>
  async ({ result, update }) => {
    await update({ reset: result.type === 'success' })
    await tick()
    formElement.querySelector<HTMLElement>(wrong)?.focus()
  }
