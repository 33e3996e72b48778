import { Group, Matrix4, Mesh, MeshBasicMaterial, PlaneGeometry, Quaternion, Vector3 } from 'three'
import type { PageServices } from '../../ui/gui/PageContext.ts'
import { tick } from '../interaction/tick.ts'
import type { Side } from '../tracking.ts'
import { PanelCard, type PanelCardOptions } from './PanelCard.ts'
import { type PanelPointer, PanelPointers } from './PanelPointers.ts'
import { layOutPanel, PANEL_WIDTH, type PanelLayout } from './panelLayout.ts'
import { follow, METRES_PER_PIXEL, type Pose, poseAtWrist, poseBefore } from './panelPose.ts'
import { controlRows, type Row, statusRows } from './panelRows.ts'
import type { PanelPlace } from './Summons.ts'
import { TouchPress } from './TouchPress.ts'
import type { Head, Point, Wrist } from './WristGlance.ts'

export type Shown = Exclude<PanelPlace, 'hidden'>

/** Figures change three times a second, so that they can be read; everything else at once, though not each frame. */
const FIGURES_EVERY_MS = 333
const DRAWN_EVERY_MS = 50
const WRIST_LAG_MS = 70

const SIDES: readonly Side[] = ['left', 'right']

/** What of the person and the session one frame brings. Poses in the reference space, times in milliseconds. */
export interface PanelFrame {
  readonly head: Head | null
  readonly wrist: (Wrist & { readonly side: Side }) | null
  /** The tips of the fingers that may touch the panel. */
  readonly tips: Readonly<Record<Side, Point | null>>
  /** Since 1970. */
  readonly now: number
  /** `performance.now()`. */
  readonly timeMs: number
  /** Hz, where the device says it. */
  readonly displayRate: number | undefined
}

/** The panel while it is seen: two cards, where they are, and what fingers and rays do to them. */
export class PanelView {
  /** Everything in it is placed in the reference space; whoever mounts it says where in the scene that is. */
  readonly root = new Group()
  /** What rays hit. It is not drawn, and not on the cards' layer, which nothing hits. */
  readonly hit = new Mesh(new PlaneGeometry(1, 1), new MeshBasicMaterial({ visible: false }))
  readonly pointers: PanelPointers
  readonly #page: PageServices
  readonly #shown: Shown
  readonly #statusCard: PanelCard
  readonly #controlCard: PanelCard
  readonly #panel = new Group()
  readonly #target: Pose = { position: new Vector3(), quaternion: new Quaternion(), scale: 1 }
  readonly #touches: Readonly<Record<Side, TouchPress>> = { left: new TouchPress(), right: new TouchPress() }
  #pose: Pose | undefined
  #statusRows: readonly Row[] = []
  #layout: PanelLayout = layOutPanel([], [])
  #wantedPage = 0
  #told: readonly unknown[] = []
  #laidOut: readonly unknown[] = []
  #lastFrameMs = 0
  #lastFiguresMs = Number.NEGATIVE_INFINITY
  #lastDrawnMs = Number.NEGATIVE_INFINITY

  constructor(page: PageServices, shown: Shown, options: PanelCardOptions) {
    this.#page = page
    this.#shown = shown
    this.#statusCard = new PanelCard(options)
    this.#controlCard = new PanelCard(options)
    this.#panel.add(this.#statusCard.mesh, this.#controlCard.mesh)
    this.root.add(this.#panel)
    this.root.matrixAutoUpdate = false
    this.root.visible = false
    this.pointers = new PanelPointers({
      gui: page.gui,
      layout: () => this.#layout,
      turnPage: (by) => {
        this.#wantedPage = this.#layout.page + by
      },
      tick: ({ source }, strength) => tick(source, strength === 'press' ? 'grab' : 'hover'),
    })
  }

  /** The middle of the panel in the reference space; `null` before it was placed. */
  get middle(): Point | null {
    return this.#pose ? (this.#pose.position.toArray() as [number, number, number]) : null
  }

  frame(frame: PanelFrame): void {
    this.#write(frame)
    this.#place(frame)
    for (const side of SIDES) this.#touch(side, frame.tips[side])
    this.#draw(frame.timeMs)
  }

  /** What a ray does, at a point of the world on the panel's plane. */
  ray(change: 'move' | 'down' | 'up' | 'leave' | 'cancel', pointer: PanelPointer, point: Vector3): void {
    const { x, y } = this.#pixelOf(this.hit.worldToLocal(local.copy(point)))
    if (change === 'leave') this.pointers.leave(pointer)
    else if (change === 'cancel') this.pointers.cancel(pointer)
    else this.pointers[change](pointer, x, y)
  }

  dispose(): void {
    this.pointers.leaveAll()
    this.#statusCard.dispose()
    this.#controlCard.dispose()
    this.hit.geometry.dispose()
    this.hit.material.dispose()
  }

  #write({ now, timeMs, displayRate }: PanelFrame): void {
    const { gui, status } = this.#page
    const told = [status.link.get(), status.notices.all(), status.problems.all]
    const isNews = told.some((what, index) => what !== this.#told[index])
    if (isNews || timeMs - this.#lastFiguresMs >= FIGURES_EVERY_MS) {
      this.#told = told
      this.#lastFiguresMs = timeMs
      this.#statusRows = statusRows(status, { now, timeMs, displayRate })
    }
    this.#layOut([this.#statusRows, gui.groups(), gui.isLocked(), this.#wantedPage])
    const width = PANEL_WIDTH * METRES_PER_PIXEL
    this.hit.scale.set(width, this.#layout.height * METRES_PER_PIXEL, 1)
  }

  /** Anew only when one of its sources is another. */
  #layOut(sources: readonly unknown[]): void {
    if (sources.every((source, index) => source === this.#laidOut[index])) return
    this.#laidOut = sources
    const { gui } = this.#page
    this.#layout = layOutPanel(this.#statusRows, controlRows(gui.groups(), gui.isLocked()), this.#wantedPage)
  }

  #place({ head, wrist, timeMs }: PanelFrame): void {
    const elapsedMs = timeMs - this.#lastFrameMs
    this.#lastFrameMs = timeMs
    // A panel that is pressed stands still: otherwise the hand that presses chases the one that wears it.
    const isFixed = this.#pose && (this.#shown === 'placed' || this.pointers.isPressed)
    if (head && !isFixed) {
      const eyes = place.fromArray(head.position)
      if (this.#shown === 'wrist') {
        if (!wrist) return
        const worn = {
          position: at.fromArray(wrist.position),
          fingers: along.fromArray(wrist.fingers),
          side: wrist.side,
        }
        poseAtWrist(this.#target, eyes, worn, this.#layout.height * METRES_PER_PIXEL)
      } else poseBefore(this.#target, eyes, at.fromArray(head.forward))
      if (this.#pose) follow(this.#pose, this.#target, elapsedMs, WRIST_LAG_MS)
      else this.#pose = copyOf(this.#target)
    }
    const pose = this.#pose
    if (!pose) return
    this.root.visible = true
    for (const object of [this.#panel, this.hit]) {
      object.position.copy(pose.position)
      object.quaternion.copy(pose.quaternion)
    }
    this.#panel.scale.setScalar(pose.scale)
    this.hit.scale.multiplyScalar(pose.scale)
  }

  #touch(side: Side, tip: Point | null): void {
    const pose = this.#pose
    if (!pose) return
    const pointer: PanelPointer = { id: `${side} finger`, source: undefined }
    const height = this.#layout.height * METRES_PER_PIXEL
    const width = PANEL_WIDTH * METRES_PER_PIXEL
    if (tip) fromPanel.compose(pose.position, pose.quaternion, one).invert()
    const point = tip && local.fromArray(tip).applyMatrix4(fromPanel)
    const change = this.#touches[side].frame(point, (width / 2) * pose.scale, (height / 2) * pose.scale)
    if (change === undefined) return
    if (change === 'leave' || !point) {
      this.pointers.leave(pointer)
      return
    }
    const x = point.x / pose.scale / width
    const y = point.y / pose.scale / height
    const pixel = this.#pixelOf({ x, y })
    this.pointers[change](pointer, pixel.x, pixel.y)
  }

  /** From the unit square around the panel's middle to its pixels. */
  #pixelOf({ x, y }: { x: number; y: number }): { x: number; y: number } {
    return { x: (x + 0.5) * PANEL_WIDTH, y: (0.5 - y) * this.#layout.height }
  }

  #draw(timeMs: number): void {
    if (timeMs - this.#lastDrawnMs < DRAWN_EVERY_MS) return
    this.#lastDrawnMs = timeMs
    const { status, controls, height } = this.#layout
    this.#statusCard.show(status, height, this.pointers)
    this.#controlCard.show(controls, height, this.pointers)
  }
}

const copyOf = ({ position, quaternion, scale }: Pose): Pose => ({
  position: position.clone(),
  quaternion: quaternion.clone(),
  scale,
})

const place = new Vector3()
const at = new Vector3()
const along = new Vector3()
const local = new Vector3()
const one = new Vector3(1, 1, 1)
const fromPanel = new Matrix4()
