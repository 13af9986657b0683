/** Every walk there is. A new screen is one more stop on one of them, and is then pictured and checked. */
import { card } from './card.ts'
import { composer } from './composer.ts'
import { artworks, door, emptyRoom, inbox, outwards } from './curator.ts'
import { publicView, wall } from './exhibition.ts'
import { emptyFrontDoor, frontDoor } from './front-door.ts'
import { anotherDay, drawing, photo, refused, tablet, text, troubles, withoutScript } from './maker.ts'

/** Walked before anything stands in the house. */
export const walksOfEmptyHouse = [emptyFrontDoor, emptyRoom]

export const walks = [
  frontDoor,
  photo,
  text,
  drawing,
  troubles,
  refused,
  withoutScript,
  anotherDay,
  tablet,
  card,
  door,
  artworks,
  inbox,
  composer,
  wall,
  // A screen is paired by then.
  outwards,
  publicView,
]
