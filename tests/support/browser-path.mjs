/**
 * Where Chromium is on this machine. Plain JavaScript: the test runner asks before anything is installed.
 */
import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { runQuietly } from '../../api/commands/installed.mjs'

/**
 * First the one without windows: a new page costs it a third of what it costs a browser that draws its own buttons around
 * each, though nobody sees them.
 */
const names = [
  'chromium-headless-shell',
  'chrome-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
]
const macApps = ['Chromium', 'Google Chrome'].map((app) => `/Applications/${app}.app/Contents/MacOS/${app}`)

function canRun(path) {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/**
 * @param {{ isWhole?: boolean }} [wanted] whether it must be one with windows: the other takes no insecure address for a
 * secure one
 * @returns the path of a Chromium, or null
 */
export function chromiumPath({ isWhole = false } = {}) {
  const named = process.env.CHROMIUM_PATH
  if (named) return named
  const fitting = names.filter((name) => !isWhole || !name.endsWith('headless-shell'))
  const folders = (process.env.PATH ?? '').split(delimiter)
  const candidates = [...fitting.flatMap((name) => folders.map((folder) => join(folder, name))), ...macApps]
  return candidates.find((path) => existsSync(path) && canRun(path)) ?? null
}

/** What each package manager calls it, the best first: not every system has them all. */
const managers = [
  {
    command: 'apt-get',
    before: ['update'],
    install: ['install', '-y', '--no-install-recommends'],
    packages: ['chromium-headless-shell', 'chromium'],
  },
  { command: 'dnf', install: ['install', '-y'], packages: ['chromium'] },
  { command: 'apk', install: ['add'], packages: ['chromium'] },
]

/** @param say takes one line about what is going on */
export async function ensureChromium(say) {
  const found = chromiumPath()
  if (found) return found
  const manager = managers.find(({ command }) => spawnSync(command, ['--version']).status === 0)
  if (manager && process.getuid?.() === 0) {
    say(`Installing Chromium with ${manager.command} …`)
    if (manager.before) await runQuietly(manager.command, manager.before, {})
    for (const name of manager.packages) {
      await runQuietly(manager.command, [...manager.install, name], {}).catch(() => undefined)
      const installed = chromiumPath()
      if (installed) return installed
    }
  }
  throw new Error('The tests need Chromium: install it, or give its path in CHROMIUM_PATH.')
}
