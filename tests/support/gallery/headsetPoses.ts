import { Matrix4, Vector3 } from 'three'
import type { Headset } from '../browser/headset.ts'
import { handPlaced } from '../placedHand.ts'

type Take = (headset: Headset) => Promise<void>

/** Looking a little down, at a table. */
const atTable: Take = (headset) => headset.setHead([0, 1.5, 0.12], [-0.24, 0, 0, 0.971])

const controllers: Take = async (headset) => {
  await headset.setController('left', [-0.13, 1.26, -0.16], [-0.2, -0.16, 0.03, 0.966])
  await headset.setController('right', [0.13, 1.26, -0.16], [-0.2, 0.16, -0.03, 0.966])
}

const hands: Take = async (headset) => {
  await headset.setInputMode('hand')
  const turned = (angle: number) => new Matrix4().makeRotationY(angle).multiply(new Matrix4().makeRotationX(0.35))
  await headset.setHand('left', handPlaced('left', turned(-0.3), new Vector3(-0.13, 1.24, -0.16)))
  await headset.setHand('right', handPlaced('right', turned(0.3), new Vector3(0.13, 1.24, -0.16)))
}

/** Behind the person, so that no controller is in the picture. */
const noControllers: Take = async (headset) => {
  await headset.setController('left', [-0.2, 1, 1], [0, 0, 0, 1])
  await headset.setController('right', [0.2, 1, 1], [0, 0, 0, 1])
}

/** At the wall and the table before it. */
const intoRoom: Take = async (headset) => {
  await headset.setHead([0.1, 1.55, 0.6], [-0.17, -0.04, 0, 0.985])
  await noControllers(headset)
}

const ahead: Take = async (headset) => {
  await headset.setHead([0, 1.5, 0.3], [0, 0, 0, 1])
  await noControllers(headset)
}

const together =
  (...takes: Take[]): Take =>
  async (headset) => {
    for (const take of takes) await take(headset)
  }

/** What the person in the headset does for the picture of a sample. */
export const HEADSET_POSES: Readonly<Record<string, Take>> = {
  Hands: together(atTable, hands),
  MotionControllers: together(atTable, controllers),
  Head: together(noControllers, (headset) => headset.setHead([0, 1.6, 0.1], [-0.16, 0.2, 0.03, 0.966])),
  XRSettings: ahead,
  async Locomotion(headset) {
    await headset.setHead([0, 1.6, 0.2], [-0.12, 0, 0, 0.993])
    await headset.setController('left', [-0.2, 1.2, -0.2], [0, 0, 0, 1])
    await headset.setController('right', [0.2, 1.25, -0.2], [0.08, 0.05, 0, 0.995])
    await headset.pushStick('right', 0, -1)
  },
  WebXRMesh: intoRoom,
  WebXRPlanes: intoRoom,
  async HitTest(headset) {
    await intoRoom(headset)
    await headset.setController('right', [0.3, 1.2, 0.05], [-0.14, -0.1, 0, 0.985])
  },
  Anchor: intoRoom,
  DepthSensing: intoRoom,
}
