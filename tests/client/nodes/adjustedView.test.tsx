import { Box3, OrthographicCamera, PerspectiveCamera, Sphere, Vector3 } from 'three'
import type { OrbitControls } from 'three/addons/controls/OrbitControls.js'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { NodeData } from '../../../protocol/index.ts'
import { showSphere } from '../../../src/nodes/cameras/showSphere.ts'
import { drawnStage, loaded, node } from '../scene/testStage.tsx'

type Stage = Awaited<ReturnType<typeof drawnStage>>

let lateMs = 0
beforeEach(() => {
  const now = performance.now.bind(performance)
  lateMs = 0
  vi.spyOn(performance, 'now').mockImplementation(() => now() + lateMs)
})
afterEach(() => vi.restoreAllMocks())

/** The contents of a stage are measured twice a second. */
async function measure(stage: Stage): Promise<void> {
  await loaded(stage)
  lateMs += 600
  await stage.settle()
  await stage.settle()
}

const crate = (key: string, position: number[], size = 2) => node('Box', key, { args: [size, size, size], position })

async function staged(props: Record<string, unknown>, children: NodeData[], more: NodeData[] = []) {
  const camera = node('PerspectiveCamera', 'view', { makeDefault: true, position: [0, 3, 4], lookAt: [0, 0, 0] })
  const stage = await drawnStage({
    children: [node('Stage', 'stage', { environment: false, ...props }, ...children), camera, ...more],
  })
  await measure(stage)
  return stage
}

const viewOf = (stage: Stage) => stage.cameras.view as PerspectiveCamera
const rounded = (vector: Vector3) => vector.toArray().map((value) => Math.round(value * 1000) / 1000 + 0)
const directionOf = (stage: Stage) => rounded(viewOf(stage).getWorldDirection(new Vector3()))
const controlsOf = (stage: Stage) => stage.state().controls as unknown as OrbitControls
const GIVEN = rounded(new Vector3(0, -3, -4).normalize())

/** How far from the middle of the picture what is seen of these objects is at most; 1 is the edge. */
function widest(stage: Stage, ...keys: string[]): number {
  stage.root().updateMatrixWorld(true)
  return Math.max(
    ...keys.flatMap((key) => {
      const { min, max } = new Box3().setFromObject(stage.object(key))
      return [min.x, max.x].flatMap((x) =>
        [min.y, max.y].flatMap((y) =>
          [min.z, max.z].map((z) => {
            const seen = new Vector3(x, y, z).project(viewOf(stage))
            return seen.z < -1 || seen.z > 1 ? Number.POSITIVE_INFINITY : Math.max(Math.abs(seen.x), Math.abs(seen.y))
          }),
        ),
      )
    }),
  )
}

describe('a Stage', () => {
  test('leaves the view where the scene puts it, unless it is told to move it', async () => {
    const stage = await staged({}, [crate('crate', [20, 0, 0])])
    expect([rounded(viewOf(stage).position), directionOf(stage)]).toEqual([[0, 3, 4], GIVEN])
  })

  test('moves the view so that all of it is seen, in its direction; from then on it turns around that', async () => {
    const stage = await staged({ adjustCamera: true, position: [0, 1, -3], scale: 2 }, [
      crate('left', [-20, 0, 0]),
      crate('right', [20, 5, 0]),
    ])
    expect(directionOf(stage)).toEqual(GIVEN)
    expect(widest(stage, 'left', 'right')).toBeLessThan(1)
    expect(widest(stage, 'left', 'right')).toBeGreaterThan(0.5)
    expect(rounded(controlsOf(stage).target)).toEqual([0, 6, -3])
  })

  test('leaves as much more room as a number says', async () => {
    const stage = await staged({ adjustCamera: 1 }, [crate('crate', [5, 0, 0])])
    const distance = () => viewOf(stage).position.distanceTo(new Vector3(5, 0, 0))
    const radius = Math.hypot(1, 1, 1)
    expect(distance()).toBeCloseTo(radius / Math.sin(Math.PI / 6), 3)
    await stage.apply({ op: 'update', nodes: [{ key: 'stage', adjustCamera: 2 }] })
    expect(distance()).toBeCloseTo((2 * radius) / Math.sin(Math.PI / 6), 3)
  })

  test('moves the view when it is switched on, and again when something larger has come into it', async () => {
    const stage = await staged({}, [crate('crate', [5, 0, 0])])
    await stage.apply({ op: 'update', nodes: [{ key: 'stage', adjustCamera: true }] })
    const first = rounded(viewOf(stage).position)
    expect(widest(stage, 'crate')).toBeLessThan(1)
    await stage.apply({ op: 'add', nodes: [crate('late', [-30, 0, 0])], to: 'stage' })
    await measure(stage)
    expect(widest(stage, 'crate', 'late')).toBeLessThan(1)
    expect(rounded(viewOf(stage).position)).not.toEqual(first)
    expect(directionOf(stage)).toEqual(GIVEN)
  })

  test('does not follow what moves about on it', async () => {
    const stage = await staged({ adjustCamera: true }, [crate('crate', [5, 0, 0])])
    const before = rounded(viewOf(stage).position)
    await stage.apply({ op: 'update', nodes: [{ key: 'crate', position: [50, 0, 0] }] })
    await measure(stage)
    const [lamp] = stage.all('SpotLight')
    expect(lamp!.position.x).toBeGreaterThan(50)
    expect(rounded(viewOf(stage).position)).toEqual(before)
  })

  test('leaves a view to the person who has moved it', async () => {
    const stage = await staged({ adjustCamera: true }, [crate('crate', [5, 0, 0])])
    const controls = controlsOf(stage)
    controls.dispatchEvent({ type: 'start' })
    viewOf(stage).position.x += 3
    controls.update()
    controls.dispatchEvent({ type: 'end' })
    const theirs = rounded(viewOf(stage).position)
    await stage.apply({ op: 'add', nodes: [crate('late', [-30, 0, 0])], to: 'stage' })
    await measure(stage)
    await stage.apply({ op: 'update', nodes: [{ key: 'stage', adjustCamera: false }] })
    await stage.apply({ op: 'update', nodes: [{ key: 'stage', adjustCamera: true }] })
    expect(rounded(viewOf(stage).position)).toEqual(theirs)
  })

  test('is not moved by a press that moves nothing', async () => {
    const stage = await staged({ adjustCamera: true }, [crate('crate', [5, 0, 0])])
    controlsOf(stage).dispatchEvent({ type: 'start' })
    controlsOf(stage).dispatchEvent({ type: 'end' })
    expect(stage.cameras.wasMovedByPerson(viewOf(stage))).toBe(false)
  })

  test('wins over the target of controls, which are loaded later', async () => {
    const controls = node('OrbitControls', 'orbit', { target: [0, 0, 0] })
    const stage = await staged({ adjustCamera: true }, [crate('crate', [0, 40, 0])], [controls])
    expect(controlsOf(stage)).toBeTruthy()
    expect(rounded(controlsOf(stage).target)).toEqual([0, 40, 0])
    expect([directionOf(stage), widest(stage, 'crate') < 1]).toEqual([GIVEN, true])
  })

  test('moves nothing while a headset is worn, and what is seen on the page afterwards', async () => {
    const stage = await staged({}, [crate('crate', [5, 0, 0])])
    Object.assign(stage.state().gl.xr, { isPresenting: true })
    await stage.apply({ op: 'update', nodes: [{ key: 'stage', adjustCamera: true }] })
    expect(rounded(viewOf(stage).position)).toEqual([0, 3, 4])
    Object.assign(stage.state().gl.xr, { isPresenting: false })
    await stage.settle()
    expect([rounded(viewOf(stage).position)[0], directionOf(stage)]).toEqual([5, GIVEN])
  })

  test('has a picture drawn for what came with the last one', async () => {
    const stage = await staged({}, [crate('crate', [5, 0, 0])])
    await stage.apply({ op: 'add', nodes: [crate('late', [-30, 0, 0])], to: 'stage' })
    let asked = 0
    stage.live.subscribeChanges(() => {
      asked += 1
    })
    await vi.waitFor(() => expect(asked).toBeGreaterThan(0), { timeout: 5000 })
  })
})

describe('a camera that is to show a sphere', () => {
  const sphere = new Sphere(new Vector3(3, 2, 1), 2)
  /** How much of the picture it takes, from its middle to the nearest edge, seen along one axis of the picture. */
  const tip = (camera: PerspectiveCamera | OrthographicCamera, x: number, y: number) => {
    camera.updateMatrixWorld(true)
    return new Vector3(x, y, 0)
      .multiplyScalar(sphere.radius)
      .applyQuaternion(camera.quaternion)
      .add(sphere.center)
      .project(camera)
  }

  test('has it between its narrower edges, whatever its picture looks like', () => {
    for (const aspect of [0.5, 2]) {
      const camera = new PerspectiveCamera(50, aspect, 0.1, 100)
      camera.rotation.set(0.3, 0.4, 0)
      showSphere(camera, sphere, 1)
      const { x, y } = tip(camera, Number(aspect < 1), Number(aspect > 1))
      expect(Math.max(x, y)).toBeLessThan(1)
      expect(Math.max(x, y)).toBeGreaterThan(0.85)
    }
  })

  test('has it in a picture whose middle is moved aside', () => {
    const camera = new PerspectiveCamera(50, 1, 0.1, 100)
    camera.setViewOffset(1, 1, -0.25, 0, 1, 1)
    showSphere(camera, sphere, 1)
    expect(Math.abs(tip(camera, 1, 0).x)).toBeLessThan(1)
    expect(Math.abs(tip(camera, -1, 0).x)).toBeLessThan(1)
  })

  test('zooms where it has no perspective', () => {
    const camera = new OrthographicCamera(-4, 4, 1, -1, 0.1, 100)
    camera.rotation.set(0.3, 0.4, 0)
    showSphere(camera, sphere, 1.25)
    expect([tip(camera, 0, 1).y, camera.zoom]).toEqual([expect.closeTo(0.8), expect.closeTo(0.4)])
    expect(tip(camera, 0, 0).z).toBeGreaterThan(-1)
  })
})
