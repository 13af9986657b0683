/** Reed-Solomon over GF(256) as a QR code has it (ISO/IEC 18004:2015, 7.5.2): the field's polynomial is 0x11d. */

function times(a: number, b: number): number {
  let product = 0
  for (let bit = 7; bit >= 0; bit -= 1) {
    product = (product << 1) ^ ((product >> 7) * 0x11d)
    product ^= ((b >> bit) & 1) * a
  }
  return product
}

/** Coefficients below the highest of (x − 1)(x − 2)(x − 4) …, the highest power first. */
function generator(count: number): number[] {
  const factors: number[] = Array.from({ length: count }, (_, at) => (at === count - 1 ? 1 : 0))
  for (let root = 1, power = 0; power < count; power += 1, root = times(root, 2))
    for (let at = 0; at < count; at += 1) factors[at] = times(factors[at] ?? 0, root) ^ (factors[at + 1] ?? 0)
  return factors
}

/** The remainder of the data, `count` places further on, by the generator. */
export function checkCodewords(data: readonly number[], count: number): number[] {
  const factors = generator(count)
  let remainder = factors.map(() => 0)
  for (const byte of data) {
    const [first = 0, ...rest] = remainder
    remainder = [...rest, 0].map((value, at) => value ^ times(factors[at] ?? 0, byte ^ first))
  }
  return remainder
}
