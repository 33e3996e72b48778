import {
  modifiers,
  SplatEdit,
  SplatEditRgbaBlendMode,
  SplatEditSdf,
  SplatEditSdfType,
  type SplatMesh,
} from '@sparkjsdev/spark'
import { Box3, Matrix4, Vector3 } from 'three'
import { setColor } from '../colors.ts'
import type { Look } from './ModelLook.ts'
import { type ReadableSplats, SplatMarks } from './SplatMarks.ts'

/** What of the splats is drawn, and in which colours. */
export interface SplatWay {
  readonly render: 'inherit' | 'rgb' | 'depth' | 'normal'
  readonly minDepth: number
  readonly maxDepth: number
  /** The box outside of which nothing is drawn, in the frame of the node. */
  readonly clip: { readonly min: readonly number[]; readonly max: readonly number[] } | undefined
  /** Whether dots are drawn in the middles, and ellipsoids around them. */
  readonly centers: boolean
  readonly ellipsoids: boolean
}

/** Splats have no materials: their colours are multiplied or replaced, they are made fainter, cut off at a box, and marked. */
export class SplatLook implements Look {
  readonly #splats: SplatMesh
  readonly #nodeFromSplats: number
  readonly #marks: SplatMarks
  #coloured = ''
  #clip: { readonly edit: SplatEdit; readonly box: SplatEditSdf } | undefined

  /** `file`: what is drawn by `splats`. `turnX`: how they are turned about x in the node, in radians. */
  constructor(splats: SplatMesh, file: ReadableSplats, { turnX = 0 }: { turnX?: number } = {}) {
    this.#splats = splats
    this.#nodeFromSplats = turnX
    this.#marks = new SplatMarks(file, new Matrix4().makeRotationX(turnX))
    splats.add(this.#marks)
  }

  apply(): string[] {
    return []
  }

  /** Answers what is left out of it. */
  show({ render, minDepth, maxDepth, clip, centers, ellipsoids }: SplatWay): readonly string[] {
    this.#colour(render === 'depth' ? `depth ${minDepth} ${maxDepth}` : render, minDepth, maxDepth)
    this.#cut(clip)
    const box = clip && new Box3(new Vector3().fromArray(clip.min), new Vector3().fromArray(clip.max))
    return this.#marks.show({ centers, ellipsoids, clip: box })
  }

  #cut(clip: SplatWay['clip']): void {
    if (!clip) {
      this.#clip?.edit.removeFromParent()
      this.#clip = undefined
      return
    }
    this.#clip ??= this.#makeClip()
    const { position, scale } = this.#clip.box
    const [min, max] = [clip.min, clip.max]
    position.set((min[0]! + max[0]!) / 2, (min[1]! + max[1]!) / 2, (min[2]! + max[2]!) / 2)
    scale.set(max[0]! - min[0]!, max[1]! - min[1]!, max[2]! - min[2]!).multiplyScalar(0.5)
  }

  paint(name: string, value: unknown): boolean {
    if (name === 'color') return setColor(this.#splats.recolor, value, '#ffffff')
    if (name !== 'opacity') return this.#marks.paint(name, value)
    const isGiven = typeof value === 'number' && !Number.isNaN(value)
    this.#splats.opacity = isGiven ? Math.min(Math.max(value, 0), 1) : 1
    return isGiven || value === undefined
  }

  /** What the library keeps of the box is on the graphics card, and nobody else gives it back. */
  dispose(): void {
    this.#splats.rgbaDisplaceEdits?.sdfTexture.dispose()
    this.#marks.dispose()
  }

  #colour(how: string, minDepth: number, maxDepth: number): void {
    if (how === this.#coloured) return
    this.#coloured = how
    const splats = this.#splats
    if (how === 'normal') modifiers.setWorldNormalColor(splats)
    else if (how.startsWith('depth')) modifiers.setDepthColor(splats, minDepth, maxDepth, true)
    else if (splats.worldModifiers?.length) {
      splats.worldModifier = undefined
      splats.enableWorldToView = false
      splats.updateGenerator()
    }
  }

  #makeClip() {
    const edit = new SplatEdit({ rgbaBlendMode: SplatEditRgbaBlendMode.MULTIPLY, sdfSmooth: 0, softEdge: 0 })
    const box = new SplatEditSdf({ type: SplatEditSdfType.BOX, invert: true, opacity: 0, radius: 0 })
    edit.rotation.x = -this.#nodeFromSplats
    edit.add(box)
    this.#splats.add(edit)
    return { edit, box }
  }
}
