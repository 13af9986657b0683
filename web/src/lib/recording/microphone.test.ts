import { expect, test } from 'vitest'
import { hearingOf } from './microphone.ts'

test('a room that hums is no voice, a voice is, and what crackles is too loud', () => {
  expect([0, 0.02, 0.05, 0.5, 0.95, 1.01].map(hearingOf)).toEqual([
    'quiet',
    'quiet',
    'good',
    'good',
    'good',
    'loud',
  ])
})
