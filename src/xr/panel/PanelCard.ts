import {
  CanvasTexture,
  LinearFilter,
  LinearMipmapLinearFilter,
  Mesh,
  MeshBasicMaterial,
  PlaneGeometry,
  SRGBColorSpace,
} from 'three'
import { INPUT_LAYER } from '../inputLayer.ts'
import { drawCard, type RowLooks } from './drawCard.ts'
import { type Card, PANEL_WIDTH } from './panelLayout.ts'
import { METRES_PER_PIXEL } from './panelPose.ts'

/** Canvases are made in steps, so that one more line does not make a new texture each time. Pixels. */
const HEIGHT_STEP = 128

export type CreateCanvas = (width: number, height: number) => HTMLCanvasElement

export const createCanvas: CreateCanvas = (width, height) =>
  Object.assign(document.createElement('canvas'), { width, height })

export interface PanelCardOptions {
  anisotropy: number
  createCanvas?: CreateCanvas
}

/** A card as it is seen: a canvas on a plane. Nothing is uploaded unless it looks different. */
export class PanelCard {
  readonly mesh: Mesh<PlaneGeometry, MeshBasicMaterial>
  readonly #createCanvas: CreateCanvas
  readonly #anisotropy: number
  #canvas: HTMLCanvasElement | undefined
  #drawn = ''

  constructor({ anisotropy, createCanvas: create = createCanvas }: PanelCardOptions) {
    this.#anisotropy = anisotropy
    this.#createCanvas = create
    const material = new MeshBasicMaterial({ transparent: true, alphaTest: 0.05, toneMapped: false, fog: false })
    this.mesh = new Mesh(new PlaneGeometry(1, 1), material)
    this.mesh.layers.set(INPUT_LAYER)
    this.mesh.renderOrder = 1
  }

  /**
   * Draws the card if it looks different from the last one; `undefined` hides it. True if it was drawn. `panelHeight` is
   * that of the panel whose middle the card is placed from.
   */
  show(card: Card | undefined, panelHeight: number, looks: RowLooks): boolean {
    this.mesh.visible = card !== undefined
    if (!card) return false
    this.mesh.scale.set(PANEL_WIDTH * METRES_PER_PIXEL, card.height * METRES_PER_PIXEL, 1)
    this.mesh.position.y = (panelHeight / 2 - card.top - card.height / 2) * METRES_PER_PIXEL
    const looksLike = JSON.stringify([
      card.height,
      card.boxes.map(({ row, top }) => [row, top - card.top, looks.isHovered(row.id), looks.isDown(row.id)]),
    ])
    if (looksLike === this.#drawn) return false
    this.#drawn = looksLike
    this.#draw(card, looks)
    return true
  }

  dispose(): void {
    this.mesh.geometry.dispose()
    this.mesh.material.map?.dispose()
    this.mesh.material.dispose()
  }

  #draw(card: Card, looks: RowLooks): void {
    const height = Math.ceil(card.height / HEIGHT_STEP) * HEIGHT_STEP
    if (this.#canvas?.height !== height) this.#resize(height)
    const context = this.#canvas?.getContext('2d')
    const { map } = this.mesh.material
    if (!context || !map) return
    drawCard(context, card, looks, height)
    map.repeat.y = card.height / height
    map.offset.y = 1 - map.repeat.y
    map.needsUpdate = true
  }

  #resize(height: number): void {
    const { material } = this.mesh
    material.map?.dispose()
    this.#canvas = this.#createCanvas(PANEL_WIDTH, height)
    const texture = new CanvasTexture(this.#canvas)
    texture.colorSpace = SRGBColorSpace
    texture.anisotropy = this.#anisotropy
    texture.minFilter = LinearMipmapLinearFilter
    texture.magFilter = LinearFilter
    material.map = texture
    material.needsUpdate = true
  }
}
