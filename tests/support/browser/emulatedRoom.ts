import { readFileSync } from 'node:fs'
import type { XRDevice } from 'iwer'
import type { Page } from 'playwright-core'
import type { PerspectiveCamera, Scene, WebGLRenderer } from 'three'

const read = (path: string) => readFileSync(new URL(`../../../node_modules/${path}`, import.meta.url), 'utf8')

/** A scan's planes have their y axes point out of the room: down from the floor, ahead from the wall. */
const DOWN = { x: 1, y: 0, z: 0, w: 0 }
const AHEAD = { x: -Math.SQRT1_2, y: 0, z: 0, w: Math.SQRT1_2 }
const LEVEL = { x: 0, y: 0, z: 0, w: 1 }

/** Metres. */
export const WALL_Z = -2
export const TABLE = { x: 0.6, z: -1.4, width: 0.6, height: 0.7, depth: 0.4 } as const

/** A floor, a wall ahead, and a table that stands on the right before it. */
const ROOM = {
  type: 'office_small',
  version: '1',
  spatialEntities: [
    {
      uuid: '00000000-0000-4000-8000-000000000001',
      semanticLabel_META: 'FLOOR',
      locatable_META: { orientation: DOWN, position: { x: 0, y: 0, z: 0 } },
      bounded2D_META: { offset: { x: -2, y: -2 }, extent: { width: 4, height: 4 } },
    },
    {
      uuid: '00000000-0000-4000-8000-000000000002',
      semanticLabel_META: 'WALL_FACE',
      locatable_META: { orientation: AHEAD, position: { x: 0, y: 1.25, z: WALL_Z } },
      bounded2D_META: { offset: { x: -2, y: -1.25 }, extent: { width: 4, height: 2.5 } },
    },
    {
      uuid: '00000000-0000-4000-8000-000000000003',
      semanticLabel_META: 'TABLE',
      locatable_META: { orientation: LEVEL, position: { x: TABLE.x, y: 0, z: TABLE.z } },
      bounded3D_META: {
        offset: { x: -TABLE.width / 2, y: 0, z: -TABLE.depth / 2 },
        extent: { width: TABLE.width, height: TABLE.height, depth: TABLE.depth },
      },
    },
  ],
}

interface WithRoom {
  IWER_SEM: { SyntheticEnvironmentModule: unknown }
  xrDevice: XRDevice & {
    installSEM(module: unknown): void
    sem: {
      loadEnvironment(room: unknown): void
      planesVisible: boolean
      boundingBoxesVisible: boolean
      meshesVisible: boolean
      render(): void
      readonly renderer: WebGLRenderer
      readonly scene: Scene
      readonly camera: PerspectiveCamera
    }
  }
}

/** A living room as a headset had captured it, with its furniture. */
export const livingRoom = (): unknown => JSON.parse(read('@iwer/sem/captures/living_room.json'))

/**
 * Puts the emulated headset of a page into a room that it can detect, measure and hit. Before AR is entered. `seen` is
 * what of it shows through: planes and boxes, or the meshes of a scan.
 */
export async function putIntoRoom(
  page: Page,
  place: unknown = ROOM,
  { seen = 'shapes' }: { seen?: 'shapes' | 'meshes' } = {},
): Promise<void> {
  await page.evaluate(read('iwer/build/iwer.min.js'))
  await page.evaluate(read('@iwer/sem/build/iwer-sem.min.js'))
  await page.evaluate(
    ([room, isShapes]) => {
      const { IWER_SEM, xrDevice } = globalThis as unknown as WithRoom
      xrDevice.installSEM(IWER_SEM.SyntheticEnvironmentModule)
      xrDevice.sem.loadEnvironment(room)
      xrDevice.sem.planesVisible = isShapes
      xrDevice.sem.boundingBoxesVisible = isShapes
      xrDevice.sem.meshesVisible = !isShapes
    },
    [place, seen === 'shapes'] as const,
  )
  await page.evaluate(showToEachEye)
}

/** It shows one picture of the room behind both eyes; this shows each eye its own, as the scene does. */
function showToEachEye(): void {
  const { xrDevice } = globalThis as unknown as WithRoom
  const { renderer, scene, camera } = xrDevice.sem
  xrDevice.sem.render = () => {
    const { width, height } = xrDevice.canvasDimensions ?? renderer.domElement
    if (renderer.domElement.width !== width || renderer.domElement.height !== height) renderer.setSize(width, height)
    camera.fov = (xrDevice.fovy * 180) / Math.PI
    camera.aspect = width / 2 / height
    camera.updateProjectionMatrix()
    renderer.setScissorTest(true)
    for (const eye of [0, 1]) {
      const { position, quaternion } = xrDevice
      camera.position.set(position.x, position.y, position.z)
      camera.quaternion.set(quaternion.x, quaternion.y, quaternion.z, quaternion.w)
      camera.translateX((eye - 0.5) * xrDevice.ipd)
      renderer.setViewport((eye * width) / 2, 0, width / 2, height)
      renderer.setScissor((eye * width) / 2, 0, width / 2, height)
      renderer.render(scene, camera)
    }
    renderer.setScissorTest(false)
  }
}

/** The room from which the table is gone. */
export async function takeTableAway(page: Page): Promise<void> {
  const withoutTable = { ...ROOM, spatialEntities: ROOM.spatialEntities.slice(0, 2) }
  await page.evaluate((room) => {
    ;(globalThis as unknown as WithRoom).xrDevice.sem.loadEnvironment(room)
  }, withoutTable)
}
