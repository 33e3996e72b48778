import { createPortal, useThree } from '@react-three/fiber'
import { useEffect, useMemo } from 'react'
import {
  CanvasTexture,
  LinearFilter,
  Matrix4,
  Mesh,
  MeshBasicMaterial,
  PlaneGeometry,
  SRGBColorSpace,
  type Texture,
} from 'three'
import { useScene } from '../scene/context.ts'
import { drawNotice } from './drawNotice.ts'
import { putOnInputLayer } from './inputLayer.ts'
import { originOf } from './interaction/Origin.ts'
import { RateLimiter } from './rate.ts'
import { TroubleLines } from './TroubleLines.ts'
import { useXRFrame } from './useXRFrame.ts'

/** Below the middle of the view, as far away as a hand; metres. */
const HEAD_FROM_NOTICE = new Matrix4().makeTranslation(0, -0.22, -0.9)
const WIDTH = 0.5
const LOOKS_PER_SECOND = 5

/** What is wrong, in view of the person in the headset, who does not see the page. Nothing is there while nothing is. */
export function HeadsetNotice({ connection }: { connection: string | null }) {
  const { scene } = useScene()
  const root = useThree((state) => state.scene)
  const lines = useMemo(() => new TroubleLines(scene.problems), [scene])
  const board = useMemo(() => new Board(), [])
  const look = useMemo(() => ({ rate: new RateLimiter(), isNew: true }), [])
  useEffect(() => {
    lines.connection = connection
  }, [lines, connection])
  useEffect(() => () => board.dispose(), [board])

  useXRFrame({
    frame(frame, space) {
      if (look.isNew) lines.begin()
      look.isNew = false
      const now = performance.now()
      if (look.rate.take(now, LOOKS_PER_SECOND)) board.write(lines.at(now))
      // The head is asked for only while there is something to read.
      if (!board.isWritten) return
      const head = frame.getViewerPose(space)?.transform.matrix
      if (head) board.place(originOf(scene).matrix, head)
    },
    interrupted() {
      look.isNew = true
      look.rate.reset()
      board.hide()
    },
  })
  return createPortal(<primitive object={board.mesh} />, root)
}

/** A sheet in front of the eyes. Its canvas is made when there is something to write. */
class Board {
  readonly mesh: Mesh<PlaneGeometry, MeshBasicMaterial>
  #texture: Texture | undefined
  #lines: readonly string[] = []

  constructor() {
    const material = new MeshBasicMaterial({
      transparent: true,
      depthTest: false,
      depthWrite: false,
      toneMapped: false,
    })
    this.mesh = new Mesh(new PlaneGeometry(1, 1), material)
    this.mesh.name = 'headset notice'
    this.mesh.matrixAutoUpdate = false
    this.mesh.frustumCulled = false
    this.mesh.renderOrder = 10_000
    this.mesh.visible = false
    putOnInputLayer(this.mesh)
  }

  get isWritten(): boolean {
    return this.#lines.length > 0
  }

  write(lines: readonly string[]): void {
    if (lines === this.#lines) return
    this.#lines = lines
    if (lines.length === 0) {
      this.hide()
      return
    }
    const canvas = document.createElement('canvas')
    drawNotice(canvas, lines)
    // A texture keeps the size that it was first given.
    this.#texture?.dispose()
    this.#texture = new CanvasTexture(canvas)
    this.#texture.colorSpace = SRGBColorSpace
    this.#texture.minFilter = LinearFilter
    this.#texture.generateMipmaps = false
    const { material } = this.mesh
    if (!material.map) material.needsUpdate = true
    material.map = this.#texture
    size.makeScale(WIDTH, (WIDTH * canvas.height) / canvas.width, 1)
  }

  /** `origin` is where the reference space lies in the scene, `head` (16 numbers) where the head is in that space. */
  place(origin: Matrix4, head: ArrayLike<number>): void {
    worldFromHead.fromArray(head as number[]).premultiply(origin)
    this.mesh.matrix.copy(worldFromHead).multiply(HEAD_FROM_NOTICE).multiply(size)
    this.mesh.matrixWorldNeedsUpdate = true
    this.mesh.visible = true
  }

  hide(): void {
    this.mesh.visible = false
  }

  dispose(): void {
    this.#texture?.dispose()
    this.mesh.geometry.dispose()
    this.mesh.material.dispose()
  }
}

const size = new Matrix4()
const worldFromHead = new Matrix4()
