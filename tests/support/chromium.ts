/** How Chromium is started: for the tests, and for the pictures of the screens. */
import type { LaunchOptions } from 'playwright-core'
import { chromiumPath } from './browser-path.mjs'

/**
 * Features of Chromium that no test needs. The first draw suggestions and buttons around an address bar that nobody sees,
 * in pages of their own for every window: a third of what an empty window costs. Chromium heeds only the last such list,
 * so the rest are those that Playwright would have named (1.65): they ask the network, or come between a test and its page.
 */
const withoutFeatures = [
  'WebUIOmniboxPopup',
  'InitialWebUI',
  'WebUIReloadButton',
  'WebUIBackForwardButton',
  'WebUIHomeButton',
  'WebUISplitTabsButton',
  'WebUILocationBar',
  'AimEnabled',
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsFirstBalancedModeAutoEnable',
  'HttpsUpgrades',
  'LensOverlay',
  'MediaRouter',
  'NetworkTimeServiceQuerying',
  'OptimizationHints',
  'PaintHolding',
  'PreconnectToSearch',
  'ThirdPartyStoragePartitioning',
]

/** No sandbox, since containers have none; and nothing that Chromium would ask of the network by itself. */
const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  // Letters as they are drawn, not moved to the pixels of a screen, whose ways differ from machine to machine.
  '--font-render-hinting=none',
  // A camera that shows a test picture and a microphone that beeps, and only for pages that were granted one.
  '--use-fake-device-for-media-stream',
  `--disable-features=${withoutFeatures.join(',')}`,
]

/**
 * A Chromium that gives a page under this name of the machine what phones give it behind TLS: camera, microphone, worker.
 * @throws when there is none with windows on this machine
 */
export function secureChromiumOptions(host: string, address: string): LaunchOptions {
  const options = chromiumOptions({ [host]: address }, chromiumPath({ isWhole: true }))
  return {
    ...options,
    args: [...(options.args ?? []), `--unsafely-treat-insecure-origin-as-secure=http://${host}`],
  }
}

/**
 * Only this machine can be reached, whatever a page asks for. Told here and not by intercepting requests: that would
 * take every one of them through the test, and shut the browser's cache.
 * @param hosts other names for addresses of this machine
 * @throws when there is no Chromium on this machine
 */
export function chromiumOptions(
  hosts: Readonly<Record<string, string>> = {},
  executablePath = chromiumPath(),
): LaunchOptions {
  if (executablePath === null)
    throw new Error('Chromium is needed: install it, or give its path in CHROMIUM_PATH.')
  const rules = [
    ...Object.entries(hosts).map(([name, address]) => `MAP ${name} ${address}`),
    'MAP * ~NOTFOUND',
    'EXCLUDE 127.0.0.1',
    'EXCLUDE localhost',
  ]
  return { executablePath, args: [...args, `--host-resolver-rules=${rules.join(', ')}`] }
}

/** Whether a request leaves the house. What a page carries in itself (`blob:`, `data:`) does not. */
export const isForeign = (url: string, origin: string): boolean =>
  /^(http|ws)/.test(url) && new URL(url).origin !== origin
