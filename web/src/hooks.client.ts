import type { ClientInit } from '@sveltejs/kit/hooks'
import { wordsReady } from '#lib/words.ts'

export const init: ClientInit = wordsReady
