import type { Corner } from './Monitor.tsx'
import type { PreviewOverlayLook } from './previewOverlay.ts'
import { thumbMarks } from './thumbMarks.ts'

export interface ThumbStripLook {
  position: Corner
  previewHeight: number
  gap: number
  margin: number
  showLabels: boolean
}

const LARGE = 3

/** A row of small pictures over the canvas, each with a name. Knows nothing of cameras. */
export class ThumbStrip {
  readonly #root = document.createElement('div')
  readonly #thumbs = new Map<
    string,
    { box: HTMLElement; canvas: HTMLCanvasElement; label: HTMLElement; marks: HTMLElement }
  >()
  #look: ThumbStripLook | undefined
  readonly #parent: HTMLElement
  readonly #overlayBox = document.createElement('div')
  #large: string | undefined
  #overlay: PreviewOverlayLook | undefined

  constructor(parent: HTMLElement) {
    this.#parent = parent
    const { style } = this.#overlayBox
    Object.assign(style, {
      position: 'absolute',
      inset: '0',
      display: 'grid',
      placeItems: 'center',
      pointerEvents: 'none',
    })
    parent.append(this.#overlayBox)
    Object.assign(this.#root.style, { position: 'absolute', display: 'flex', flexWrap: 'wrap', pointerEvents: 'none' })
    this.#root.setAttribute('aria-label', 'What the cameras see')
    parent.append(this.#root)
  }

  look(look: ThumbStripLook): void {
    this.#look = look
    const [vertical = 'bottom', horizontal = 'left'] = look.position.split('-')
    const { style } = this.#root
    Object.assign(style, { top: '', bottom: '', left: '', right: '', gap: `${look.gap}px`, maxWidth: '100%' })
    style.setProperty(vertical, `${look.margin}px`)
    style.setProperty(horizontal, `${look.margin}px`)
    style.alignItems = vertical === 'top' ? 'flex-start' : 'flex-end'
    for (const key of this.#thumbs.keys()) this.#size(key)
  }

  /** What the large one looks like, where a scene says so. */
  set overlay(look: PreviewOverlayLook | undefined) {
    if (look === this.#overlay) return
    this.#overlay = look
    if (this.#large !== undefined) this.#size(this.#large)
  }

  /** How many pixels of height a thumb has now, if its width is `aspect` times as much. */
  heightOf(key: string, aspect: number): number {
    const height = this.#look?.previewHeight ?? 0
    if (key !== this.#large) return height
    if (!this.#overlay) return height * LARGE
    const { clientWidth, clientHeight } = this.#parent
    return Math.min(clientHeight, clientWidth / aspect) * (1 - 2 * this.#overlay.margin)
  }

  /** Keeps a thumb for each of these, in their order, and no other. */
  keep(keys: readonly string[]): void {
    for (const [key, { box }] of this.#thumbs) {
      if (keys.includes(key)) continue
      box.remove()
      this.#thumbs.delete(key)
    }
    for (const key of keys) {
      const isOverlaid = this.#overlay !== undefined && key === this.#large
      ;(isOverlaid ? this.#overlayBox : this.#root).append(this.#thumb(key).box)
    }
  }

  /** Rows from the bottom, as the graphics card has them. */
  show(key: string, pixels: Uint8Array<ArrayBuffer>, width: number, height: number): void {
    const canvas = this.#thumbs.get(key)?.canvas
    if (!canvas) return
    if (canvas.width !== width || canvas.height !== height) {
      Object.assign(canvas, { width, height })
      this.#size(key)
    }
    canvas.getContext('2d')?.putImageData(new ImageData(new Uint8ClampedArray(pixels.buffer), width, height), 0, 0)
  }

  dispose(): void {
    this.#root.remove()
    this.#overlayBox.remove()
  }

  #thumb(key: string) {
    const known = this.#thumbs.get(key)
    if (known) return known
    const box = document.createElement('button')
    const canvas = document.createElement('canvas')
    const label = document.createElement('span')
    label.textContent = key
    box.type = 'button'
    box.setAttribute('aria-label', `What ${key} sees`)
    Object.assign(box.style, {
      position: 'relative',
      padding: '0',
      border: '1px solid rgb(255 255 255 / 25%)',
      borderRadius: '6px',
      overflow: 'hidden',
      background: '#000',
      cursor: 'pointer',
      pointerEvents: 'auto',
    })
    Object.assign(canvas.style, { display: 'block', height: '100%', transform: 'scaleY(-1)' })
    Object.assign(label.style, {
      position: 'absolute',
      left: '0',
      bottom: '0',
      padding: '1px 6px',
      background: 'rgb(0 0 0 / 60%)',
      color: '#fff',
      font: '11px system-ui, sans-serif',
    })
    const marks = document.createElement('span')
    box.append(canvas, marks, label)
    box.addEventListener('click', () => {
      const before = this.#large
      this.#large = before === key ? undefined : key
      for (const each of [before, key]) if (each !== undefined) this.#size(each)
    })
    const thumb = { box, canvas, label, marks }
    this.#thumbs.set(key, thumb)
    this.#size(key)
    return thumb
  }

  #size(key: string): void {
    const thumb = this.#thumbs.get(key)
    if (!thumb || !this.#look) return
    const { box, canvas, label, marks } = thumb
    const overlay = key === this.#large ? this.#overlay : undefined
    box.style.height = `${this.heightOf(key, canvas.width / canvas.height)}px`
    label.hidden = !(overlay ? overlay.showLabel : this.#look.showLabels)
    marks.replaceChildren(...(overlay ? thumbMarks(overlay) : []))
  }
}
