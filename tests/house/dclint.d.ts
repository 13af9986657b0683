/** The package's own types cannot be resolved: their imports name no file. This is the part of it that we use. */
declare module 'dclint' {
  export class DCLinter {
    constructor(config: {
      readonly rules: Readonly<Record<string, 0 | 1 | 2>>
      readonly quiet: boolean
      readonly debug: boolean
      readonly exclude: string[]
    })
    lintFiles(paths: string[], isRecursive: boolean): { readonly messages: readonly object[] }[]
  }
}
