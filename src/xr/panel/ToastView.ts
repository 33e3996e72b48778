import { Group, Quaternion, Vector3 } from 'three'
import { PanelCard, type PanelCardOptions } from './PanelCard.ts'
import { layOutCard } from './panelLayout.ts'
import { follow, type Pose, poseAsToast } from './panelPose.ts'
import type { Row } from './panelRows.ts'
import type { Head } from './WristGlance.ts'

const LAG_MS = 250
/** In front of everything, also where the person stands close to something. */
const IN_FRONT = 10_000
const UNTOUCHED = { isHovered: () => false, isDown: () => false }

/** A card below the line of sight that comes along with the head. Nothing can be pressed on it. */
export class ToastView {
  /** Everything in it is placed in the reference space; whoever mounts it says where in the scene that is. */
  readonly root = new Group()
  readonly #place = new Group()
  readonly #card: PanelCard
  readonly #target: Pose = { position: new Vector3(), quaternion: new Quaternion(), scale: 1 }
  #pose: Pose | undefined
  #rows: readonly Row[] | undefined
  #lastFrameMs = 0

  constructor(options: PanelCardOptions) {
    this.#card = new PanelCard(options)
    this.#card.mesh.material.depthTest = false
    this.#card.mesh.renderOrder = IN_FRONT
    this.#place.add(this.#card.mesh)
    this.root.add(this.#place)
    this.root.matrixAutoUpdate = false
    this.root.visible = false
  }

  frame(rows: readonly Row[], head: Head | null, timeMs: number): void {
    if (rows !== this.#rows) {
      this.#rows = rows
      // Its upper edge stays where it is, however many rows there are.
      this.#card.show(layOutCard(rows, 0), 0, UNTOUCHED)
    }
    const elapsedMs = timeMs - this.#lastFrameMs
    this.#lastFrameMs = timeMs
    if (head) {
      poseAsToast(this.#target, eyes.fromArray(head.position), forward.fromArray(head.forward))
      const { position, quaternion, scale } = this.#target
      if (this.#pose) follow(this.#pose, this.#target, elapsedMs, LAG_MS)
      else this.#pose = { position: position.clone(), quaternion: quaternion.clone(), scale }
    }
    const pose = this.#pose
    if (!pose) return
    this.root.visible = true
    this.#place.position.copy(pose.position)
    this.#place.quaternion.copy(pose.quaternion)
    this.#place.scale.setScalar(pose.scale)
  }

  dispose(): void {
    this.#card.dispose()
  }
}

const eyes = new Vector3()
const forward = new Vector3()
