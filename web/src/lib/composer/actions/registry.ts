/** Every action, in the order of the toolbar and of the list of keys. A new one is one file and one line here. */
import type { Composer } from '../composer.svelte.ts'
import { isOffered, type Action } from './action.ts'
import { addEmptyPlaceAction } from './add-empty-place.ts'
import { addFieldAction } from './add-field.ts'
import { addGroundAction } from './add-ground.ts'
import { addThreadAction } from './add-thread.ts'
import { addWordsAction } from './add-words.ts'
import { alignments } from './align.ts'
import { bringForward } from './bring-forward.ts'
import { bringToFront } from './bring-to-front.ts'
import { chooseAll } from './choose-all.ts'
import { chooseGround } from './choose-ground.ts'
import { chooseMore } from './choose-more.ts'
import { chooseNext } from './choose-next.ts'
import { chooseNone } from './choose-none.ts'
import { choosePrevious } from './choose-previous.ts'
import { copy } from './copy.ts'
import { crop } from './crop.ts'
import { cut } from './cut.ts'
import { distributions } from './distribute.ts'
import { duplicate } from './duplicate.ts'
import { grid } from './grid.ts'
import { group } from './group.ts'
import { help } from './help.ts'
import { lasso } from './lasso.ts'
import { layAsGround } from './lay-as-ground.ts'
import { lock } from './lock.ts'
import { moveInList } from './move-in-list.ts'
import { nudges } from './nudge.ts'
import { open } from './open.ts'
import { paste } from './paste.ts'
import { placeNext } from './place-next.ts'
import { redo } from './redo.ts'
import { remove } from './remove.ts'
import { resizes } from './resize.ts'
import { seeAsGuest } from './see-as-guest.ts'
import { sendBackward } from './send-backward.ts'
import { sendToBack } from './send-to-back.ts'
import { showAll } from './show-all.ts'
import { showChosen } from './show-chosen.ts'
import { showList } from './show-list.ts'
import { snapping } from './snapping.ts'
import { swap } from './swap.ts'
import { turns } from './turn.ts'
import { undo } from './undo.ts'
import { ungroup } from './ungroup.ts'
import { zoomIn } from './zoom-in.ts'
import { zoomOut } from './zoom-out.ts'

export const actions: readonly Action[] = [
  undo,
  redo,
  placeNext,
  swap,
  remove,
  lock,
  moveInList,
  crop,
  open,
  group,
  ungroup,
  copy,
  cut,
  paste,
  duplicate,
  ...nudges,
  ...resizes,
  ...turns,
  ...alignments,
  ...distributions,
  bringToFront,
  bringForward,
  sendBackward,
  sendToBack,
  addWordsAction,
  addFieldAction,
  addGroundAction,
  layAsGround,
  chooseGround,
  addThreadAction,
  addEmptyPlaceAction,
  chooseNext,
  choosePrevious,
  chooseAll,
  chooseNone,
  lasso,
  chooseMore,
  snapping,
  grid,
  zoomIn,
  zoomOut,
  showAll,
  showChosen,
  showList,
  seeAsGuest,
  help,
]

/** `Control+Shift+z` for a key that was pressed. Shift is not named where it only makes the character (`?`, `+`). */
export function keyOf(
  event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>,
): string {
  const isLetter = /^[a-zæøå]$/i.test(event.key)
  const key = isLetter ? event.key.toLowerCase() : event.key
  const makesCharacter = key.length === 1 && !isLetter
  return [
    event.ctrlKey || event.metaKey ? 'Control+' : '',
    event.altKey ? 'Alt+' : '',
    event.shiftKey && !makesCharacter ? 'Shift+' : '',
    key,
  ].join('')
}

/** Does what a key means, if it means anything here and can be done now. `everywhere`: the focus is not on the work. */
export function performKey(composer: Composer, key: string, everywhere: boolean): boolean {
  const action = actions.find((one) => one.keys.includes(key) && isOffered(one, composer))
  if (!action || (everywhere && !action.everywhere)) return false
  return attempt(composer, action)
}

/** Does it if it can be done, else says why not. Whether either was so. */
export function attempt(composer: Composer, action: Action): boolean {
  // Whatever else is done begins from where the arrows have moved things.
  if (!nudges.includes(action)) composer.nudging.put()
  if (action.isPossible(composer)) {
    action.perform(composer)
    return true
  }
  const why = action.whyNot?.(composer)
  if (why) composer.tell(why)
  return Boolean(why)
}
