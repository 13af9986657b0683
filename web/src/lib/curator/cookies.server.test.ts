import { expect, test } from 'vitest'
import { readSetCookie } from './cookies.server.ts'

test('a session cookie keeps its value and all that guards it', () => {
  const { name, value, options } = readSetCookie(
    'session_token=abc%2Bdef%3D.sig%3D; Max-Age=604800; Path=/; HttpOnly; SameSite=Lax',
  )
  expect(name).toBe('session_token')
  expect(value).toBe('abc%2Bdef%3D.sig%3D')
  expect(options).toMatchObject({
    path: '/',
    httpOnly: true,
    secure: false,
    sameSite: 'lax',
    maxAge: 604_800,
  })
  expect(options.encode?.(value)).toBe(value)
})

test('a cookie that is cleared stays cleared', () => {
  const { value, options } = readSetCookie('session_token=; Max-Age=0; Path=/; Secure; HttpOnly')
  expect(value).toBe('')
  expect(options).toMatchObject({ maxAge: 0, secure: true })
})

test('the comma in a date does not end the cookie', () => {
  const { options } = readSetCookie('a=b; Expires=Wed, 21 Oct 2026 07:28:00 GMT')
  expect(options.expires?.toISOString()).toBe('2026-10-21T07:28:00.000Z')
})
