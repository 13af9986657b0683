/**
 * Tests that use a real browser or kill a real program are tried a second time: the machine they run on is not always
 * theirs alone. What was well only then is named here, so that nobody takes it for well.
 */
import type { Reporter, TestModule } from 'vitest/node'

export class SecondTries implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const shaky = modules.flatMap((module) =>
      [...module.children.allTests('passed')]
        .filter((test) => test.diagnostic()?.flaky)
        .map((test) => `  ${module.relativeModuleId} › ${test.fullName}`),
    )
    if (shaky.length > 0) console.log(`\n Well only at the second try:\n${shaky.join('\n')}`)
  }
}
