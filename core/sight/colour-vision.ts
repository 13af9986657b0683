/**
 * How colours look to those who lack one kind of cone. The matrices for complete absence (severity 1.0) of G. M. Machado, M. M.
 * Oliveira and L. A. F. Fernandes, "A Physiologically-based Model for Simulation of Color Vision Deficiency", IEEE
 * Transactions on Visualization and Computer Graphics 15 (6), 2009, table 1. They hold for linear light.
 */
export const colourVisions = ['usual', 'deuteranopia', 'protanopia', 'tritanopia'] as const
export type ColourVision = (typeof colourVisions)[number]

type Row = readonly [red: number, green: number, blue: number]
type Matrix = readonly [Row, Row, Row]

export const visionMatrices: Readonly<Record<Exclude<ColourVision, 'usual'>, Matrix>> = {
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
}

/** The twenty values of an SVG `feColorMatrix`, whose own light is linear unless it is told otherwise. */
export function filterValues(vision: keyof typeof visionMatrices): string {
  const rows = visionMatrices[vision].map((row) => `${row.join(' ')} 0 0`)
  return [...rows, '0 0 0 1 0'].join(' ')
}
