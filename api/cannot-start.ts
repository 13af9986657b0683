/**
 * A reason not to start that the person at the terminal can mend. Its message is one sentence for them, which says
 * what is wrong and what to do; nobody is shown a stack for it.
 */
export class CannotStart extends Error {}

/** The `code` of an error of the system or the database, or ''. */
export const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : ''
