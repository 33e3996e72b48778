import { expect, test } from 'vitest'
import {
  BODY_JOINTS,
  BODY_LENGTH,
  HAND_JOINTS,
  HAND_LENGTH,
  jointIndex,
  matrixOf,
  positionOf,
} from '../../protocol/index.ts'

const hand = Float32Array.from({ length: HAND_LENGTH }, (_, index) => index)

test('[EV12] a hand has 25 joints of 16 numbers, from the wrist to the tip of the little finger', () => {
  expect(HAND_LENGTH).toBe(16 * HAND_JOINTS.length)
  expect(BODY_LENGTH).toBe(16 * BODY_JOINTS.length)
  expect(HAND_JOINTS[0]).toBe('wrist')
  expect(HAND_JOINTS.indexOf('thumb-tip')).toBe(4)
  expect(HAND_JOINTS.indexOf('index-finger-tip')).toBe(9)
  expect(HAND_JOINTS[24]).toBe('pinky-finger-tip')
  expect(HAND_JOINTS.map(jointIndex)).toEqual(HAND_JOINTS.map((_, index) => index))
})

test('[EV12] the position of a joint is the last column of its matrix', () => {
  expect(positionOf(hand, 'wrist')).toEqual([12, 13, 14])
  expect(positionOf(hand, 'pinky-finger-tip')).toEqual([396, 397, 398])
})

test('[EV12] the matrix of a joint is a part of the hand, not a copy', () => {
  const matrix = matrixOf(hand, 'thumb-metacarpal')
  expect([...matrix]).toEqual(Array.from({ length: 16 }, (_, index) => 16 + index))
  expect(matrix.buffer).toBe(hand.buffer)
})

test('a name that is no joint is refused, with where to look', () => {
  expect(() => jointIndex('elbow' as never)).toThrow(
    new RangeError('"elbow" is no hand joint; the names are in HAND_JOINTS'),
  )
})
