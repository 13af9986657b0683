import { expect, test } from 'vitest'
import { handDown } from './hand-down.ts'

function table() {
  const said: string[] = []
  const waiting: (() => void)[] = []
  const hand = handDown(
    () => said.push('opens'),
    () => said.push('opens not'),
    (act) => waiting.push(act),
  )
  return { said, hand, pass: () => waiting.splice(0).forEach((act) => act()) }
}

test('what is to be written stands before the click, and stays', () => {
  const { said, hand, pass } = table()
  hand.down()
  expect(said).toEqual(['opens'])
  hand.up()
  hand.click()
  pass()
  expect(said).toEqual(['opens'])
})

test('a finger that slides away has opened nothing', () => {
  const { said, hand, pass } = table()
  hand.down()
  hand.up()
  pass()
  expect(said).toEqual(['opens', 'opens not'])
})

test('a click that comes without a hand is written down as well', () => {
  const { said, hand } = table()
  hand.click()
  expect(said).toEqual(['opens'])
})

test('the camera shut, the next press is written down anew', () => {
  const { said, hand } = table()
  hand.down()
  hand.click()
  hand.down()
  expect(said).toEqual(['opens', 'opens'])
})
