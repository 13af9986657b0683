/** Puts what differs from time to time into a text: `{count}` becomes `inputs.count`. */
export const fill = (text: string, inputs: Readonly<Record<string, unknown>>): string =>
  text.replace(/\{(\w+)\}/g, (_, name: string) => String(inputs[name]))
