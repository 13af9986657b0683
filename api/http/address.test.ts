import fc from 'fast-check'
import { expect, test } from 'vitest'
import { networkOf } from './address.ts'

test('all addresses of one IPv6 network are one, however they are written, and those of another are another', () => {
  expect(networkOf('2001:db8:0:1::7')).toBe('2001:db8:0:1')
  expect(networkOf('2001:0DB8::0001:1:2:3:4')).toBe('2001:db8:0:1')
  expect(networkOf('::1')).toBe('0:0:0:0')
  fc.assert(
    fc.property(fc.ipV6(), fc.ipV6(), (one, other) => {
      const network = networkOf(one)
      expect(network).toMatch(/^[0-9a-f]{1,4}(:[0-9a-f]{1,4}){3}$/)
      expect(networkOf(`${network}:1:2:3:4`)).toBe(network)
      expect(networkOf(`${network}::9`)).toBe(network)
      if (networkOf(other) !== network) expect(networkOf(`${networkOf(other)}::9`)).not.toBe(network)
    }),
  )
})

test('an IPv4 address is itself, also where it is dressed as IPv6', () => {
  expect(networkOf('203.0.113.7')).toBe('203.0.113.7')
  expect(networkOf('::ffff:203.0.113.7')).toBe('203.0.113.7')
})
