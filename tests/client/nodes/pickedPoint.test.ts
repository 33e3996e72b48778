import { BoxGeometry, Group, Mesh, PlaneGeometry, Raycaster, Vector3 } from 'three'
import { expect, test } from 'vitest'
import { halvesFromFloats } from '../../../protocol/index.ts'
import { Cloud } from '../../../src/nodes/clouds/Cloud.ts'
import { GridSheet } from '../../../src/nodes/GridSheet.ts'
import { makeGridMaterial } from '../../../src/nodes/gridMaterial.ts'
import { pickedPoint } from '../../../src/nodes/page/pickedPoint.ts'

const along = (x: number, y: number) => {
  const raycaster = new Raycaster(new Vector3(x, y, 5), new Vector3(0, 0, -1))
  raycaster.params.Points.threshold = 0.1
  return raycaster
}

function sceneWith(...vertices: unknown[]) {
  const root = new Group()
  const clouds = vertices.map((written) => {
    const cloud = new Cloud()
    expect(cloud.show(written, undefined)).toBe(true)
    root.add(cloud)
    return cloud
  })
  return { root, clouds }
}

test('the point is the cloud’s own, in the world frame, and not where the ray passes it', () => {
  const { root, clouds } = sceneWith(new Float32Array([0.05, 0, 0, 2, 2, 2]))
  clouds[0]!.position.set(1, 0, -1)
  root.updateMatrixWorld()
  expect(pickedPoint(root, along(1, 0))?.toArray()).toEqual([expect.closeTo(1.05, 5), 0, -1])
  expect(pickedPoint(root, along(1, 0.2))).toBeUndefined()
})

test('of several, the one that is nearest to the viewer, in any kind of numbers; hidden ones are none', () => {
  const far = new Float32Array([0, 0, -2])
  const { root, clouds } = sceneWith(far, halvesFromFloats(new Float32Array([0, 0, 1])))
  root.updateMatrixWorld()
  expect(pickedPoint(root, along(0, 0))?.z).toBe(1)
  clouds[1]!.visible = false
  expect(pickedPoint(root, along(0, 0))?.z).toBe(-2)
})

test('a place on a grid that rays meet, where there is no point: also in front of one, and behind nothing', () => {
  const { root, clouds } = sceneWith(new Float32Array([0, 0, -2]))
  const sheet = new GridSheet(new PlaneGeometry(), makeGridMaterial())
  sheet.rotation.x = Math.PI / 2
  const body = new Mesh(new BoxGeometry())
  body.position.set(3, 0, 2)
  root.add(sheet, body)
  root.updateMatrixWorld()
  const at = (x: number) =>
    pickedPoint(root, along(x, 0))
      ?.toArray()
      .map((value) => Math.round(value * 1e6) / 1e6 + 0)
  expect([at(0), at(1)]).toEqual([[0, 0, -2], undefined])
  sheet.reach = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]
  expect([at(0), at(1), at(3)]).toEqual([[0, 0, -2], [1, 0, 0], undefined])
  clouds[0]!.visible = false
  body.position.z = -2
  root.updateMatrixWorld()
  expect([at(0), at(3)]).toEqual([
    [0, 0, 0],
    [3, 0, 0],
  ])
})
