/**
 * Where Chromium is on this machine. Plain JavaScript: the test runner asks before anything is installed.
 */
import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { runQuietly } from '../../api/commands/installed.mjs'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome']
const macApps = ['Chromium', 'Google Chrome'].map((app) => `/Applications/${app}.app/Contents/MacOS/${app}`)

function canRun(path) {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** @returns the path of a Chromium, or null */
export function chromiumPath() {
  const named = process.env.CHROMIUM_PATH
  if (named) return named
  const folders = (process.env.PATH ?? '').split(delimiter)
  const candidates = [...names.flatMap((name) => folders.map((folder) => join(folder, name))), ...macApps]
  return candidates.find((path) => existsSync(path) && canRun(path)) ?? null
}

const managers = [
  { command: 'apt-get', steps: [['update'], ['install', '-y', '--no-install-recommends', 'chromium']] },
  { command: 'dnf', steps: [['install', '-y', 'chromium']] },
  { command: 'apk', steps: [['add', 'chromium']] },
]

/** @param say takes one line about what is going on */
export async function ensureChromium(say) {
  const found = chromiumPath()
  if (found) return found
  const manager = managers.find(({ command }) => spawnSync(command, ['--version']).status === 0)
  if (manager && process.getuid?.() === 0) {
    say(`Installing Chromium with ${manager.command} …`)
    for (const step of manager.steps) await runQuietly(manager.command, step, {})
    const installed = chromiumPath()
    if (installed) return installed
  }
  throw new Error('The tests need Chromium: install it, or give its path in CHROMIUM_PATH.')
}
