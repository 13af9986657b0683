import { tick } from 'svelte'
import type { SubmitFunction } from '@sveltejs/kit'

/**
 * For `use:enhance`: what was written stays until it has been taken in, and the hand is led to the first field that
 * is to be mended.
 */
export const leadToTheWrong: SubmitFunction =
  ({ formElement }) =>
  async ({ result, update }) => {
    await update({ reset: result.type === 'success' })
    await tick()
    formElement.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }
