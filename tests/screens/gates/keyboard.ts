/** T2: by Tab alone one comes to everything that can be used, in the order of the page, and sees where one is. */
import type { Page } from 'playwright-core'

interface Stop {
  readonly name: string
  /** Where it stands among all that can be reached; -1: it is none of them. */
  readonly index: number
  readonly ringPx: number
  /** Between the ring, or the halo that goes with it, and what it lies on. */
  readonly ringContrast: number
  readonly isCovered: boolean
}

/** Puts the focus before everything. @returns the names of all that Tab must come to, in the order of the page */
function beginAtTop(): string[] {
  const usable = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]'
  // What lies behind an open dialog cannot be used.
  const room = document.querySelector('dialog:modal') ?? document.body
  const stops = [...room.querySelectorAll<HTMLElement>(usable)].filter((element) => {
    if (!element.checkVisibility({ visibilityProperty: true }) || element.closest('[inert]')) return false
    if (element.matches(':disabled') || element.tabIndex < 0) return false
    // Of several to choose one from, Tab comes to the chosen one, or to the first.
    if (!(element instanceof HTMLInputElement) || element.type !== 'radio') return true
    const group = [...document.querySelectorAll<HTMLInputElement>('input[type=radio]')].filter(
      ({ name, form }) => name === element.name && form === element.form,
    )
    return element === (group.find(({ checked }) => checked) ?? group[0])
  })
  const { activeElement: focused } = document
  const before = document.createElement('span')
  before.tabIndex = -1
  room.prepend(before)
  before.focus()
  Object.assign(globalThis, { tabStops: stops, beforeTabStops: before, focusedBefore: focused })
  return stops.map((stop) => (stop.ariaLabel ?? stop.innerText).trim().slice(0, 40) || stop.tagName)
}

/** Where the focus is, how strong the ring around it is, and whether something lies over it. */
function whereAmI(): Stop {
  const stops: unknown = Reflect.get(globalThis, 'tabStops')
  const active = document.activeElement
  if (!Array.isArray(stops) || !active) throw new Error('begin at the top')
  // An input that is drawn by its label shows the ring there.
  const [ring] = [active, active.closest('label'), active.nextElementSibling]
    .filter((element) => element !== null)
    .map((element) => {
      const { outlineStyle, outlineWidth, outlineColor, boxShadow } = getComputedStyle(element)
      const isDrawn = outlineStyle !== 'none'
      const px = isDrawn ? Number.parseFloat(outlineWidth) : 0
      const halo = boxShadow.match(/rgba?\([^)]*\)/g) ?? []
      return { element, px, colours: isDrawn ? [outlineColor, ...halo] : [] }
    })
    .toSorted((one, other) => other.px - one.px)
  /** WCAG 2.2, relative luminance; nothing of a colour that is seen through. */
  const luminance = (colour: string): number | null => {
    const [red, green, blue, alpha = 1] = (colour.match(/[\d.]+/g) ?? []).map(Number)
    if (red === undefined || green === undefined || blue === undefined || alpha < 1) return null
    const [r = 0, g = 0, b = 0] = [red, green, blue].map((value) =>
      value <= 10.31475 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4,
    )
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }
  let ground: number | null = null
  for (let under = ring?.element.parentElement; under && ground === null; under = under.parentElement)
    ground = luminance(getComputedStyle(under).backgroundColor)
  const contrasts = (ring?.colours ?? []).map((colour) => {
    const [dark = 0, light = 0] = [luminance(colour) ?? 0, ground ?? 1].toSorted((one, other) => one - other)
    return luminance(colour) === null ? 1 : (light + 0.05) / (dark + 0.05)
  })
  const shown = getComputedStyle(active).clipPath === 'none' ? active : (active.closest('label') ?? active)
  const box = shown.getBoundingClientRect()
  const there = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2)
  const isSeen = there !== null && (shown.contains(there) || there.contains(shown))
  return {
    name: (active.ariaLabel ?? active.textContent).trim().slice(0, 40) || active.tagName,
    index: stops.indexOf(active),
    ringPx: ring?.px ?? 0,
    ringContrast: Math.max(1, ...contrasts),
    isCovered: !isSeen,
  }
}

function leaveStops(): void {
  const before: unknown = Reflect.get(globalThis, 'beforeTabStops')
  if (before instanceof HTMLElement) before.remove()
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
  const focused: unknown = Reflect.get(globalThis, 'focusedBefore')
  if (focused instanceof HTMLElement) focused.focus({ preventScroll: true })
  scrollTo(0, 0)
}

const leastRingPx = 4
const leastRingContrast = 3

export async function keyboardComplaints(page: Page): Promise<string[]> {
  const names = await page.evaluate(beginAtTop)
  const complaints: string[] = []
  for (const [index, name] of names.entries()) {
    await page.keyboard.press('Tab')
    const stop = await page.evaluate(whereAmI)
    if (stop.index !== index) {
      complaints.push(`Tab comes to "${stop.name}" where "${name}" stands`)
      break
    }
    if (stop.ringPx < leastRingPx) complaints.push(`a ring of ${stop.ringPx} px around "${name}"`)
    else if (stop.ringContrast < leastRingContrast)
      complaints.push(`a ring that is hardly seen around "${name}" (${stop.ringContrast.toFixed(1)}:1)`)
    if (stop.isCovered) complaints.push(`something lies over "${name}"`)
  }
  await page.evaluate(leaveStops)
  return complaints
}
