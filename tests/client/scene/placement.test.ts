import { Matrix4, Object3D, Quaternion, Vector3 } from 'three'
import { expect, test } from 'vitest'
import { place, turnFromY, upOf } from '../../../src/scene/placement.ts'

test('a matrix is column-major and wins over position, rotation and scale', () => {
  const object = new Object3D()
  const matrix = new Matrix4().compose(
    new Vector3(1, 2, 3),
    new Quaternion().setFromAxisAngle(new Vector3(0, 0, 1), 0.5),
    new Vector3(2, 2, 2),
  )
  place(object, { matrix: matrix.toArray(), position: [9, 9, 9], scale: 5, rotation: [1, 1, 1] })
  expect(object.position.toArray()).toEqual([1, 2, 3])
  expect(object.scale.x).toBeCloseTo(2)
  expect(object.quaternion.z).toBeCloseTo(Math.sin(0.25))
})

test('a quaternion wins over a rotation and is made a unit', () => {
  const object = new Object3D()
  place(object, { quaternion: [0, 0, 2, 0], rotation: [1, 0, 0] })
  expect(object.quaternion.toArray()).toEqual([0, 0, 1, 0])
})

test('a rotation may carry its order', () => {
  const object = new Object3D()
  place(object, { rotation: [0.1, 0.2, 0.3, 'ZYX'] })
  const expected = new Object3D()
  expected.rotation.set(0.1, 0.2, 0.3, 'ZYX')
  expect(object.quaternion.angleTo(expected.quaternion)).toBeCloseTo(0)
})

test('what is not written is at its default, whatever was there before', () => {
  const object = new Object3D()
  place(object, { position: [1, 1, 1], rotation: [1, 0, 0], scale: [2, 3, 4], hide: true, renderOrder: 3 })
  expect(object.visible).toBe(false)
  place(object, {})
  expect(object.position.toArray()).toEqual([0, 0, 0])
  expect(object.quaternion.toArray()).toEqual([0, 0, 0, 1])
  expect(object.scale.toArray()).toEqual([1, 1, 1])
  expect([object.visible, object.renderOrder]).toEqual([true, 0])
})

test.each([
  { position: [1, Number.NaN, 0] },
  { position: [1, 2] },
  { position: 'here' },
  { matrix: [1, 2, 3] },
  { scale: 'big' },
  { quaternion: [0, 0, 1] },
  { rotation: [0, 0, 0, 'ABC'] },
  { visible: 1 },
])('%o is refused and leaves no trace', (props) => {
  const object = new Object3D()
  expect(place(object, props)).toBe(false)
  object.updateMatrix()
  expect(object.matrix.equals(new Matrix4())).toBe(true)
  expect(object.visible).toBe(true)
})

test('typed arrays are lists as well', () => {
  const object = new Object3D()
  expect(place(object, { position: new Float32Array([1, 2, 3]) })).toBe(true)
  expect(object.position.toArray()).toEqual([1, 2, 3])
})

test('an axis that is none is y', () => {
  expect(upOf({ up: [0, 0, 0] })).toEqual([0, 1, 0])
  expect(upOf({ up: 'z' })).toEqual([0, 1, 0])
  const z = new Vector3(0, 1, 0).applyQuaternion(turnFromY(upOf({ up: [0, 0, 2] })))
  expect(z.distanceTo(new Vector3(0, 0, 1))).toBeCloseTo(0)
})
