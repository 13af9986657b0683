/**
 * Days and times in words. Only Danish and English go through `Intl`: servers and browsers disagree about
 * Greenlandic, so a page in Greenlandic gets the Danish form, as its words do.
 */
import { getLocale } from '#lib/paraglide/runtime.js'

const timeZone = 'Europe/Copenhagen'
const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

const language = () => (getLocale() === 'en' ? 'en-GB' : 'da-DK')

/** `23. november 2026` */
export function dayInWords(iso: string): string {
  return new Intl.DateTimeFormat(language(), { dateStyle: 'long', timeZone }).format(new Date(iso))
}

/** `23. nov. 2026 kl. 14.05` */
export function momentInWords(iso: string): string {
  return new Intl.DateTimeFormat(language(), { dateStyle: 'medium', timeStyle: 'short', timeZone }).format(
    new Date(iso),
  )
}

/** `for 2 minutter siden`, in the largest unit that fits; null if it is less than a minute ago. */
export function agoInWords(iso: string, now: Date): string | null {
  const agoMs = now.getTime() - new Date(iso).getTime()
  if (agoMs < minuteMs) return null
  const format = new Intl.RelativeTimeFormat(language(), { numeric: 'always' })
  if (agoMs < hourMs) return format.format(-Math.floor(agoMs / minuteMs), 'minute')
  if (agoMs < dayMs) return format.format(-Math.floor(agoMs / hourMs), 'hour')
  return format.format(-Math.floor(agoMs / dayMs), 'day')
}

/** A number as it is written in the language of the page: `6.000` */
export function numberInWords(value: number): string {
  return new Intl.NumberFormat(language()).format(value)
}

/** Which day it is in Denmark, as a date field takes it: `2026-11-23` */
export function dayInDenmark(moment: Date): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone }).format(moment)
}

/**
 * The moment when a day begins in Denmark. `day` is what a date field gives; null if it is no day.
 * Midnight is found from how far the clock in Denmark is ahead at that time, so that it holds in summer too.
 */
export function startOfDayInDenmark(day: string): string | null {
  const midnightUtcMs = /^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(`${day}T00:00:00Z`) : NaN
  if (Number.isNaN(midnightUtcMs)) return null
  for (const aheadMs of [2 * hourMs, hourMs]) {
    const moment = new Date(midnightUtcMs - aheadMs)
    const clock = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' })
    if (clock.format(moment) === `${day} 00:00:00`) return moment.toISOString()
  }
  return null
}

/** The moment when a day is over in Denmark: the first of the next day. */
export function endOfDayInDenmark(day: string): string | null {
  const start = startOfDayInDenmark(day)
  // 36 hours on from midnight is the middle of the next day, also when a clock change makes this one 23 or 25 hours.
  return start && startOfDayInDenmark(dayInDenmark(new Date(Date.parse(start) + 36 * hourMs)))
}

/** The last day that lies whole before a moment: an artwork that closes at midnight is open on the day before. */
export function lastDayInWords(closesAt: string): string {
  return dayInWords(new Date(Date.parse(closesAt) - 1).toISOString())
}
