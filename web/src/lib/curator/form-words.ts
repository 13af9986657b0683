/** What was written in a text field, without space around it. Empty if there is no such field, or it holds a file. */
export function wordsOf(form: FormData, name: string): string {
  const value = form.get(name)
  return typeof value === 'string' ? value.trim() : ''
}

/** What was chosen in a group of check boxes, or written in fields of one name. */
export const choicesOf = (form: FormData, name: string): string[] =>
  form.getAll(name).filter((value) => typeof value === 'string')
