import { Matrix4 } from 'three'
import { expect, test } from 'vitest'
import { INPUT_LAYER } from '../../../src/xr/inputLayer.ts'
import { JointAxes } from '../../../src/xr/JointAxes.ts'
import { someJoints } from './fakeXR.ts'

const AT_ORIGIN = new Matrix4()

test('each joint has three lines, from its place along its axes', () => {
  const axes = new JointAxes(25)
  axes.show(someJoints(), 0.02, AT_ORIGIN)
  const positions = axes.object.geometry.getAttribute('position')
  const joint = 3
  const ends = [0, 1, 2].map((axis) => {
    const from = joint * 6 + axis * 2
    return [positions.getX(from + 1), positions.getY(from + 1), positions.getZ(from + 1)].map(
      (value, i) => value - [positions.getX(from), positions.getY(from), positions.getZ(from)][i]!,
    )
  })
  for (const [axis, end] of ends.entries()) {
    for (const [i, value] of end.entries()) expect(value).toBeCloseTo(i === axis ? 0.02 : 0, 6)
  }
  expect(positions.getX(joint * 6)).toBeCloseTo(0.03, 6)
  expect(axes.object.visible).toBe(true)
})

test('they are hidden at first and on demand, and on the layer that only the headset sees', () => {
  const axes = new JointAxes(25)
  expect(axes.object.visible).toBe(false)
  axes.show(someJoints(), 0.02, AT_ORIGIN)
  axes.hide()
  expect(axes.object.visible).toBe(false)
  expect(axes.object.layers.mask).toBe(1 << INPUT_LAYER)
})
