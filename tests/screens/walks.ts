/** Every walk there is. A new screen is one more stop on one of them, and is then pictured and checked. */
import { card } from './card.ts'
import { composer, guestSight, ownElements, versions } from './composer.ts'
import { artworks, door, emptyRoom, inbox, outwards, trustedHouse } from './curator.ts'
import { publicView, wall } from './exhibition.ts'
import { emptyFrontDoor, frontDoor } from './front-door.ts'
import {
  anotherDay,
  drawing,
  mending,
  photo,
  refused,
  tablet,
  text,
  troubles,
  withoutNet,
  withoutScript,
} from './maker.ts'
import { readAloud, recordingDesk } from './voices.ts'

/** Walked before anything stands in the house. */
export const walksOfEmptyHouse = [emptyFrontDoor, emptyRoom]

export const walks = [
  frontDoor,
  photo,
  mending,
  text,
  drawing,
  troubles,
  refused,
  withoutNet,
  withoutScript,
  readAloud,
  anotherDay,
  tablet,
  card,
  door,
  artworks,
  recordingDesk,
  inbox,
  trustedHouse,
  composer,
  ownElements,
  versions,
  guestSight,
  wall,
  // A screen is paired by then.
  outwards,
  publicView,
]
