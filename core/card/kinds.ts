/** The things of the cards in groups that a person can look in: choosing three of 256 begins with one of eleven. */
import { cardWords } from './words.ts'

/** By their icons. Unlike the order of `cardWords`, this may change: no card knows of it. */
const iconsOfKind = {
  animals: 'dog cat canary fish horse deer bat dragon snail butterfly bug egg paw feather bone',
  nature:
    'sun moon star cloud cloud-rain snowflake bolt rainbow wind ripple droplet flame campfire mountain volcano iceberg comet planet galaxy globe tree leaf leaf-maple seedling plant cactus flower clover acorn wheat diamond wood beach snowman',
  food: 'mug apple banana cherry grape lemon avocado carrot pepper salad bread baguette cheese pizza burger cake cake-roll cookie cookie-man ice-cream ice-cream-2 lollipop candy chocolate soup salt teapot milkshake whisk grill ladle tools-kitchen-2 fridge blender chef-hat',
  home: 'home door window chair-director armchair rocking-chair sofa bed lamp bulb desk bath clock alarm hourglass key umbrella basket bucket ironing wash-machine fence mailbox mail gift candle hanger picnic-table stairs package plug battery',
  body: 'shirt shoe sock eyeglass tie crown helmet joker masks-theater scuba-mask moustache dental heart hand-stop eye ear footsteps mood-smile device-watch backpack luggage briefcase baby-carriage',
  tools:
    'hammer brush pencil scissors ruler paint palette eraser yarn paperclip ladder shovel tool nut magnet garden-cart lawn-mower search microscope rubber-stamp pinned book news calendar calculator',
  machines:
    'phone camera device-tv radio device-laptop keyboard printer robot antenna building-wind-turbine telescope binoculars satellite ufo rocket atom',
  travel:
    'car sailboat bike bus train plane helicopter speedboat kayak submarine tractor truck motorbike scooter caravan air-balloon zeppelin parachute sleigh backhoe crane aerial-lift steering-wheel anchor compass map traffic-cone traffic-lights road road-sign',
  places:
    'building-castle building-lighthouse building-bridge building-factory-2 fountain building-skyscraper building-eiffel-tower pyramid building-circus building-tunnel building-store building-carousel flag',
  music: 'music piano clef microphone headphones vinyl device-speaker metronome bell speakerphone',
  play: 'ball-football ball-american-football ball-bowling ping-pong curling puzzle chess meeple jump-rope barbell medal trophy skateboard ice-skating swimming rollercoaster movie ticket wand treasure-chest abacus balloon confetti',
} as const

export type CardKind = keyof typeof iconsOfKind

export const cardKinds = Object.keys(iconsOfKind).filter((kind): kind is CardKind => kind in iconsOfKind)

/** The places in `cardWords` of all that belongs to a kind, the best known first. */
export function wordsOfKind(kind: CardKind): number[] {
  return iconsOfKind[kind]
    .split(' ')
    .map((icon) => cardWords.findIndex((word) => word.icon === icon))
    .filter((place) => place >= 0)
}

/** Everything whose word holds what was written, those that begin with it first. */
export function wordsLike(written: string, language: 'da' | 'en'): number[] {
  const sought = written.trim().toLocaleLowerCase(language)
  if (sought === '') return []
  return cardWords
    .map((word, place) => ({ place, at: word[language].toLocaleLowerCase(language).indexOf(sought) }))
    .filter(({ at }) => at >= 0)
    .sort((one, other) => Number(one.at > 0) - Number(other.at > 0))
    .map(({ place }) => place)
}
