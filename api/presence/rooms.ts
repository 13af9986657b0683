/**
 * Who is at work on which composition. Kept in memory only, in every process that somebody follows it through; what one
 * process hears it tells the others as news. Who closes the window is gone at once, who falls silent after a while.
 */
import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { markCount, Presence, type OwnPresence } from '#core/contract/presence.ts'
import { Problem } from '#core/contract/problems.ts'
import type { Staff } from '#core/contract/staff.ts'
import type { EventHub } from '../http/events.ts'

/** A window that sleeps in the background speaks once a minute. */
const silenceMaxMs = 90_000
const sweepMs = 15_000

const Told = z.object({ from: z.string(), staffId: z.string(), presence: Presence })
const Gone = z.object({ from: z.string(), tab: z.string() })
const Asked = z.object({ from: z.string() })

interface Seen {
  readonly staffId: string
  readonly presence: Presence
  readonly heardAtMs: number
  /** Told to this process by the window itself. */
  readonly isOwn: boolean
}

type Send = (event: string, data: unknown) => void

interface Room {
  readonly present: Map<string, Seen>
  readonly followers: Set<{ readonly tab: string | undefined; readonly send: Send }>
  unfollow: () => void
}

export interface Rooms {
  /** @throws {Problem} not-allowed, when the window is somebody else's */
  show(artworkId: string, staff: Pick<Staff, 'id' | 'name'>, own: OwnPresence): Promise<void>
  /** Tells who is there, at first all, then each; `tab` is the window that listens: it is gone when its line is. */
  follow(artworkId: string, tab: string | undefined, send: Send): () => void
}

interface Given {
  readonly events: Pick<EventHub, 'follow'>
  readonly announce: (topic: string, event: string, data: unknown) => Promise<void>
  readonly nowMs: () => number
  /** What cannot be told to the other processes is told to nobody else, and no harm done. */
  readonly onUntold: (error: unknown) => void
}

export function openRooms({ events, announce, nowMs, onUntold }: Given): Rooms {
  const me = randomUUID()
  const rooms = new Map<string, Room>()
  let sweeping: NodeJS.Timeout | undefined

  const topicOf = (artworkId: string) => `presence:${artworkId}`
  const spread = (artworkId: string, event: string, data: object) =>
    announce(topicOf(artworkId), event, { from: me, ...data })

  function enter(artworkId: string): Room {
    const known = rooms.get(artworkId)
    if (known) return known
    const room: Room = { present: new Map(), followers: new Set(), unfollow: () => undefined }
    rooms.set(artworkId, room)
    room.unfollow = events.follow(topicOf(artworkId), ({ event, data }) => hear(artworkId, room, event, data))
    sweeping ??= setInterval(sweep, sweepMs).unref()
    spread(artworkId, 'roll-call', {}).catch(onUntold)
    return room
  }

  /** News of the other processes. */
  function hear(artworkId: string, room: Room, event: string, data: unknown): void {
    const { from } = Asked.safeParse(data).data ?? { from: null }
    if (from === me) return
    const told = event === 'presence' ? Told.safeParse(data).data : undefined
    if (told) take(room, told.staffId, told.presence, false)
    const gone = event === 'left' ? Gone.safeParse(data).data : undefined
    if (gone) forget(room, gone.tab)
    if (event === 'roll-call' || event === 'resync')
      for (const { isOwn, staffId, presence } of room.present.values())
        if (isOwn) spread(artworkId, 'presence', { staffId, presence }).catch(onUntold)
  }

  function take(room: Room, staffId: string, presence: Presence, isOwn: boolean): void {
    room.present.set(presence.tab, { staffId, presence, isOwn, heardAtMs: nowMs() })
    for (const { tab, send } of room.followers) if (tab !== presence.tab) send('presence', presence)
  }

  function forget(room: Room, tab: string): void {
    if (room.present.delete(tab)) for (const { send } of room.followers) send('left', { tab })
  }

  function sweep(): void {
    for (const [artworkId, room] of rooms) {
      for (const [tab, { heardAtMs }] of room.present)
        if (nowMs() - heardAtMs > silenceMaxMs) forget(room, tab)
      if (room.present.size > 0 || room.followers.size > 0) continue
      room.unfollow()
      rooms.delete(artworkId)
    }
    if (rooms.size > 0) return
    clearInterval(sweeping)
    sweeping = undefined
  }

  /** The same person has the same mark in every window; nobody else has it, as long as there are enough. */
  function markOf(room: Room, staffId: string): number {
    const seen = [...room.present.values()]
    const mine = seen.find((one) => one.staffId === staffId)
    if (mine) return mine.presence.mark
    const taken = new Set(seen.map(({ presence }) => presence.mark))
    const free = Array.from({ length: markCount }, (_, mark) => mark).find((mark) => !taken.has(mark))
    return free ?? taken.size % markCount
  }

  return {
    async show(artworkId, staff, own) {
      const room = enter(artworkId)
      const before = room.present.get(own.tab)
      if (before && before.staffId !== staff.id) throw new Problem('not-allowed')
      const presence = Presence.parse({ ...own, name: staff.name, mark: markOf(room, staff.id) })
      take(room, staff.id, presence, true)
      await spread(artworkId, 'presence', { staffId: staff.id, presence })
    },

    follow(artworkId, tab, send) {
      const room = enter(artworkId)
      const follower = { tab, send }
      room.followers.add(follower)
      const others = [...room.present.values()].map(({ presence }) => presence)
      send(
        'here',
        others.filter((one) => one.tab !== tab),
      )
      return () => {
        room.followers.delete(follower)
        // A window that dialled again has its new line already.
        if (tab === undefined || [...room.followers].some((one) => one.tab === tab)) return
        if (!room.present.get(tab)?.isOwn) return
        forget(room, tab)
        spread(artworkId, 'left', { tab }).catch(onUntold)
      }
    },
  }
}
