import { act } from '@react-three/test-renderer'
import {
  type LineSegments,
  type OrthographicCamera,
  type PerspectiveCamera,
  PerspectiveCamera as PerspectiveCameraObject,
  Vector3,
} from 'three'
import { type OrbitControls, OrbitControls as OrbitControlsObject } from 'three/addons/controls/OrbitControls.js'
import { describe, expect, test, vi } from 'vitest'
import { steer, turnView } from '../../../src/nodes/cameras/steer.ts'
import { keepWithin } from '../../../src/nodes/cameras/viewLimits.ts'
import { isTyping } from '../../../src/page/isTyping.ts'
import { node, seededRandom, testStage } from '../scene/testStage.tsx'

const rounded = (vector: Vector3) => vector.toArray().map((value) => Math.round(value * 1000) / 1000 + 0)
const direction = (camera: PerspectiveCamera) => rounded(camera.getWorldDirection(new Vector3()))
const controlsOf = (stage: Awaited<ReturnType<typeof testStage>>) => stage.state().controls as unknown as OrbitControls

describe('the camera that the desktop looks through', () => {
  test('is the one of the scene with makeDefault, and looks at the origin', async () => {
    const stage = await testStage({
      rawChildren: [node('PerspectiveCamera', 'cam', { makeDefault: true, position: [-4, 2, 4] })],
    })
    const camera = stage.object<PerspectiveCamera>('cam')
    expect(stage.state().camera).toBe(camera)
    expect(stage.cameras.view).toBe(camera)
    expect(stage.cameras.get('cam')).toBe(camera)
    expect(rounded(camera.position)).toEqual([-4, 2, 4])
    expect(direction(camera)).toEqual(rounded(new Vector3(4, -2, -4).normalize()))
    expect([camera.fov, camera.near, camera.far]).toEqual([60, 0.1, 1000])
    expect(camera.aspect).toBeCloseTo(1280 / 800)
  })

  test('is the viewer’s own again when the scene’s has gone', async () => {
    const stage = await testStage({ children: [node('PerspectiveCamera', 'cam', { makeDefault: true })] })
    await stage.apply({ op: 'remove', keys: ['cam'] })
    expect(stage.cameras.keys()).toEqual([])
    expect(stage.state().camera).toBe(stage.cameras.view)
    expect(rounded(stage.cameras.view!.position)).toEqual([2.5, 2, 3.5])
    expect(direction(stage.cameras.view as PerspectiveCamera)).toEqual(
      rounded(new Vector3(-2.5, -1.5, -3.5).normalize()),
    )
  })

  test('passes to the last of several, and back', async () => {
    const stage = await testStage({ children: [node('PerspectiveCamera', 'a', { makeDefault: true })] })
    await stage.apply({ op: 'add', nodes: [node('PerspectiveCamera', 'b', { makeDefault: true })], to: null })
    expect(stage.cameras.view?.name).toBe('b')
    await stage.apply({ op: 'update', nodes: [{ key: 'b', makeDefault: false, aspect: 2 }] })
    expect(stage.cameras.view?.name).toBe('a')
    expect(stage.object<PerspectiveCamera>('b').aspect).toBe(2)
  })

  test('is a SceneCamera at Vuer’s default position, whichever axis is up', async () => {
    const stage = await testStage({ up: [0, 0, 1], bgChildren: [node('SceneCamera', 'cam')] })
    const camera = stage.object<PerspectiveCamera>('cam')
    expect(stage.cameras.view).toBe(camera)
    expect(rounded(camera.position)).toEqual([0, -10, 5])
    expect(rounded(camera.up)).toEqual([0, 0, 1])
    expect(camera.far).toBe(2000)
  })

  test('stands with z up when the scene says so', async () => {
    const { cameras } = await testStage({ up: [0, 0, 1] })
    const { position, up } = cameras.view!
    expect(rounded(position)).toEqual([2.5, -3.5, 2])
    expect(rounded(up)).toEqual([0, 0, 1])
  })
})

test('a camera with `manual` keeps its proportions as the view', async () => {
  const stage = await testStage({
    children: [node('SimplePerspectiveCamera', 'cam', { makeDefault: true, manual: true, aspect: 1 })],
  })
  const camera = stage.object<PerspectiveCamera>('cam')
  expect([stage.cameras.view === (camera as never), camera.aspect]).toEqual([true, 1])
  await stage.apply({ op: 'update', nodes: [{ key: 'cam', manual: false }] })
  expect(camera.aspect).toBeCloseTo(1280 / 800)
})

test('a rotation, a quaternion or a matrix wins over lookAt', async () => {
  const { object } = await testStage({
    children: [
      node('PerspectiveCamera', 'looking', { position: [0, 0, 5], lookAt: [5, 0, 5] }),
      node('PerspectiveCamera', 'turned', { position: [0, 0, 5], lookAt: [5, 0, 5], rotation: [0, Math.PI, 0] }),
      node('PerspectiveCamera', 'matrix', {
        lookAt: [1, 0, 0],
        matrix: [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 3, 1],
      }),
    ],
  })
  expect(direction(object('looking'))).toEqual([1, 0, 0])
  expect(direction(object('turned'))).toEqual([0, 0, 1])
  expect(direction(object('matrix'))).toEqual([0, 0, -1])
})

test('the lens changes live', async () => {
  const stage = await testStage({ children: [node('PerspectiveCamera', 'cam')] })
  const camera = stage.object<PerspectiveCamera>('cam')
  await stage.apply({ op: 'update', nodes: [{ key: 'cam', fov: 90 }] })
  expect(camera.projectionMatrix.elements[5]).toBeCloseTo(1)
})

test('a GrabRender node lets the view answer to its key', async () => {
  const stage = await testStage({ children: [node('GrabRender', 'shot')] })
  expect([stage.cameras.isViewKey('shot'), stage.cameras.isViewKey('DEFAULT')]).toEqual([true, true])
  await stage.apply({ op: 'remove', keys: ['shot'] })
  expect(stage.cameras.isViewKey('shot')).toBe(false)
})

describe('controls', () => {
  test('are the viewer’s own unless the scene has some', async () => {
    const stage = await testStage()
    const own = controlsOf(stage)
    expect(own.object).toBe(stage.cameras.view)
    await stage.apply({
      op: 'add',
      nodes: [
        node('OrbitControls', 'orbit', { target: [1, 2, 3], maxPolarAngle: 90, maxDistance: 0, enablePan: false }),
      ],
      to: null,
    })
    const controls = controlsOf(stage)
    expect(controls).not.toBe(own)
    expect(controls.target.toArray()).toEqual([1, 2, 3])
    expect(controls.maxPolarAngle).toBeCloseTo(Math.PI / 2)
    expect([controls.maxDistance, controls.enablePan]).toEqual([Number.POSITIVE_INFINITY, false])
  })

  test('turn around what the camera looks at, unless they have a target', async () => {
    const stage = await testStage({
      children: [node('PerspectiveCamera', 'cam', { makeDefault: true, position: [0, 1, 3], lookAt: [0, 1, 0] })],
    })
    expect(controlsOf(stage).target.toArray()).toEqual([0, 1, 0])
    expect(direction(stage.object('cam'))).toEqual([0, 0, -1])
    await stage.apply({ op: 'update', nodes: [{ key: 'cam', lookAt: [3, 1, 3] }] })
    expect(rounded(controlsOf(stage).target)).toEqual([3, 1, 3])
    expect(direction(stage.object('cam'))).toEqual([1, 0, 0])
  })

  test('keep the view that a person chose through changes that do not place the camera', async () => {
    const stage = await testStage({
      children: [node('PerspectiveCamera', 'cam', { makeDefault: true, position: [0, 0, 5] }), node('Box', 'box')],
    })
    const camera = stage.object<PerspectiveCamera>('cam')
    camera.position.set(5, 0, 0)
    controlsOf(stage).update()
    await stage.apply(
      { op: 'update', nodes: [{ key: 'cam', fov: 70 }] },
      { op: 'update', nodes: [{ key: 'box', args: [2] }] },
    )
    const same = [node('PerspectiveCamera', 'cam', { makeDefault: true, position: [0, 0, 5] })]
    await stage.apply({ op: 'set', scene: { tag: 'Scene', children: same } })
    expect(rounded(camera.position)).toEqual([5, 0, 0])
    await stage.apply({ op: 'update', nodes: [{ key: 'cam', position: [0, 0, 5] }] })
    expect(rounded(camera.position)).toEqual([0, 0, 5])
  })

  test('are made anew when another axis is up', async () => {
    const stage = await testStage()
    const before = controlsOf(stage)
    await stage.apply({ op: 'set', scene: { tag: 'Scene', up: [0, 0, 1] } })
    expect(controlsOf(stage)).not.toBe(before)
    expect(rounded(controlsOf(stage).object.up)).toEqual([0, 0, 1])
  })

  test('rest while a headset has the stage', async () => {
    const stage = await testStage()
    const { xr } = stage.state().gl
    xr.isPresenting = true
    xr.dispatchEvent({ type: 'sessionstart' } as never)
    expect(controlsOf(stage).enabled).toBe(false)
    xr.isPresenting = false
    xr.dispatchEvent({ type: 'sessionend' } as never)
    expect(controlsOf(stage).enabled).toBe(true)
  })
})

test('until its controls are loaded, a camera is kept where they will have it', () => {
  const random = seededRandom(7)
  const between = (least: number, most: number) => least + (most - least) * random()
  let moved = 0
  for (let round = 0; round < 300; round += 1) {
    const up = [new Vector3(0, 1, 0), new Vector3(0, 0, 1), new Vector3(1, 0, 0)][round % 3]!
    const target = new Vector3(between(-2, 2), between(-2, 2), between(-2, 2))
    const limits = {
      minDistance: between(0, 4),
      maxDistance: between(4, 8),
      minPolarAngle: between(0, 1.5),
      maxPolarAngle: between(1.5, 3.1),
      ...(round % 2 ? { minAzimuthAngle: between(-3, 0), maxAzimuthAngle: between(0, 3) } : {}),
    }
    const [first, later] = [0, 1].map(() => new PerspectiveCameraObject(60, 1)) as [
      PerspectiveCamera,
      PerspectiveCamera,
    ]
    const position = new Vector3(between(-9, 9), between(-9, 9), between(-9, 9))
    for (const camera of [first, later]) {
      camera.up.copy(up)
      camera.position.copy(position)
      camera.lookAt(target)
    }
    if (keepWithin(first, target, limits)) moved += 1
    const controls = new OrbitControlsObject(later)
    later.position.copy(position)
    controls.target.copy(target)
    Object.assign(controls, limits)
    controls.update()
    expect(first.position.distanceTo(later.position), `round ${round}`).toBeLessThan(1e-5)
    expect(first.quaternion.angleTo(later.quaternion), `round ${round}`).toBeLessThan(1e-3)
  }
  expect(moved).toBeGreaterThan(100)
})

describe('CAMERA_MOVE', () => {
  test('tells how the desktop looks at the scene, when it has changed, at most fps times a second', async () => {
    vi.useFakeTimers({ toFake: ['performance', 'setTimeout', 'clearTimeout'] })
    try {
      const stage = await testStage({
        children: [
          node('PerspectiveCamera', 'cam', { makeDefault: true, position: [0, 0, 5] }),
          node('OrbitControls', 'orbit', { stream: true, fps: 10 }),
        ],
      })
      stage.frame()
      stage.frame()
      expect(stage.events).toHaveLength(1)
      expect(stage.events[0]).toMatchObject({
        etype: 'CAMERA_MOVE',
        key: 'defaultCamera',
        capturedAt: expect.any(Number),
      })
      const { camera } = stage.events[0]!.value as { camera: Record<string, number[]> }
      expect(camera).toMatchObject({
        position: [expect.closeTo(0), expect.closeTo(0), 5],
        ctype: 'perspective',
        fov: 60,
        near: 0.1,
        far: 1000,
        zoom: 1,
        width: 1280,
        height: 800,
        up: [0, 1, 0],
      })
      expect([camera.matrix?.length, camera.quaternion?.length, camera.rotation?.length]).toEqual([16, 4, 3])

      await act(async () => vi.advanceTimersByTime(100))
      stage.frame()
      expect(stage.events).toHaveLength(1)

      stage.object('cam').position.set(0, 0, 6)
      stage.frame()
      stage.object('cam').position.set(0, 0, 7)
      stage.frame()
      expect(stage.events).toHaveLength(2)
      vi.advanceTimersByTime(100)
      stage.frame()
      const last = stage.events[2]!.value as { camera: { position: number[] } }
      expect(last.camera.position[2]).toBeCloseTo(7)
    } finally {
      vi.useRealTimers()
    }
  })

  test('is not sent unless the script asked for it', async () => {
    const stage = await testStage({ children: [node('OrbitControls', 'orbit')] })
    stage.frame()
    expect(stage.events).toEqual([])
  })
})

describe('other cameras', () => {
  test('are drawn as lines to the corners of what they see, and the view’s own is not', async () => {
    const stage = await testStage({
      children: [
        node('PerspectiveCamera', 'main', { makeDefault: true }),
        node('PerspectiveCamera', 'side', { fov: 90, aspect: 2, previewDistance: 3, position: [0, 1, 0] }),
        node('OrthographicCamera', 'above', { left: -2, right: 4, top: 1, bottom: -1, previewDistance: 3 }),
      ],
    })
    const linesOf = (key: string) => stage.object(key).children.find(({ type }) => type === 'LineSegments')
    expect(linesOf('main')).toBeUndefined()
    const cornersOf = (key: string) => {
      const { position } = (linesOf(key) as LineSegments).geometry.attributes
      return [0, 2, 4].map((index) =>
        [position!.getX(index), position!.getY(index), position!.getZ(index)].map(
          (value) => Math.round(value * 100) / 100,
        ),
      )
    }
    expect(cornersOf('side')).toEqual([
      [-6, -3, -3],
      [6, -3, -3],
      [6, 3, -3],
    ])
    expect(cornersOf('above')).toEqual([
      [-2, -1, -3],
      [4, -1, -3],
      [4, 1, -3],
    ])
    await stage.apply({ op: 'update', nodes: [{ key: 'side', showFrustum: false }] })
    expect(linesOf('side')).toBeUndefined()
  })

  test('without perspective can be the view: top and bottom stay, the window says how wide it is', async () => {
    const stage = await testStage({
      children: [node('OrthographicCamera', 'flat', { makeDefault: true, top: 3, bottom: -1, position: [0, 0, 5] })],
    })
    const camera = stage.cameras.view as OrthographicCamera
    expect(camera).toBe(stage.object('flat'))
    expect([camera.top, camera.bottom]).toEqual([3, -1])
    expect((camera.right - camera.left) / 4).toBeCloseTo(1280 / 800)
    await stage.apply({ op: 'update', nodes: [{ key: 'flat', makeDefault: false }] })
    expect([camera.left, camera.right]).toEqual([-1, 1])
    await stage.apply({ op: 'update', nodes: [{ key: 'flat', left: 1 }] })
    expect(stage.live.problems.all.get('flat')).toBe(
      'OrthographicCamera "flat": left and right, and top and bottom, must differ',
    )
  })
})

describe('keys', () => {
  const steered = () => {
    const camera = new PerspectiveCameraObject()
    camera.position.set(0, 0, 5)
    return { object: camera, target: new Vector3(), update: () => camera.lookAt(0, 0, 0) }
  }
  const still = { right: 0, up: 0, ahead: 0, yaw: 0, pitch: 0 }

  test('move the camera and what it turns around together, and say whether there was anything to do', () => {
    const controls = steered()
    controls.update = () => {}
    expect(steer(controls, { ...still, ahead: 2, right: 1, up: 4 }, 0.5)).toBe(true)
    expect(rounded(controls.object.position)).toEqual([0.5, 2, 4])
    expect(rounded(controls.target)).toEqual([0.5, 2, -1])
    expect(steer(controls, still, 0.5)).toBe(false)
  })

  test('turn the view where it is, and never over the top', () => {
    const controls = steered()
    turnView(controls, Math.PI / 2, 0)
    expect(rounded(controls.target)).toEqual([-5, 0, 5])
    turnView(controls, 0, Math.PI / 6)
    expect(controls.target.y).toBeCloseTo(2.5)
    turnView(controls, 0, Math.PI)
    expect(controls.target.y).toBeGreaterThan(4.9)
    expect(controls.target.y).toBeLessThan(5)
  })

  test('of a person who types mean nothing to the view', () => {
    const element = (matches: boolean) => ({ closest: () => (matches ? {} : null) }) as never
    expect(isTyping({ target: element(true) })).toBe(true)
    expect(isTyping({ target: element(false) })).toBe(false)
    expect(isTyping({ target: {} as never })).toBe(false)
  })
})

test('cx and cy put what a camera looks straight at elsewhere in its picture, and leave its shape', async () => {
  const stage = await testStage({
    children: [
      node('PerspectiveCamera', 'cam', { position: [0, 0, 5], cx: 0.5, cy: -0.25, aspect: 2 }),
      node('SimplePerspectiveCamera', 'simple'),
      node('SimpleOrthographicCamera', 'flat', { rotation: [0, Math.PI, 0] }),
    ],
  })
  const seen = (key: string) => {
    const camera = stage.object<PerspectiveCamera>(key)
    camera.updateMatrixWorld(true)
    return rounded(new Vector3(0, 0, 0).project(camera)).slice(0, 2)
  }
  expect(seen('cam')).toEqual([0.5, -0.25])
  expect(stage.object<PerspectiveCamera>('cam').aspect).toBe(2)
  await stage.apply({ op: 'update', nodes: [{ key: 'cam', cx: 0, cy: null }] })
  expect(seen('cam')).toEqual([0, 0])
  expect(stage.heard).toEqual([])
  await stage.apply({ op: 'update', nodes: [{ key: 'cam', cx: 2 }] })
  expect(stage.heard).toEqual(['PerspectiveCamera "cam": cx: expected -1 to 1'])
  expect(rounded(stage.object('simple').position)).toEqual([0, 0, 5])
  expect(direction(stage.object('simple'))).toEqual([0, 0, -1])
  expect(direction(stage.object('flat'))).toEqual([0, 0, 1])
  expect(stage.object<OrthographicCamera>('flat').top).toBe(5)
  await stage.apply({ op: 'update', nodes: [{ key: 'simple', makeDefault: true }] })
  expect(stage.cameras.view?.name).toBe('simple')
})
