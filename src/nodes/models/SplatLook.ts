import type { SplatMesh } from '@sparkjsdev/spark'
import { setColor } from '../colors.ts'
import type { Look } from './ModelLook.ts'

/** Splats have no materials: their colours are multiplied, and they are made fainter. */
export class SplatLook implements Look {
  readonly #splats: SplatMesh

  constructor(splats: SplatMesh) {
    this.#splats = splats
  }

  apply(): string[] {
    return []
  }

  paint(name: string, value: unknown): boolean {
    if (name === 'color') return setColor(this.#splats.recolor, value, '#ffffff')
    const isGiven = typeof value === 'number' && !Number.isNaN(value)
    this.#splats.opacity = isGiven ? Math.min(Math.max(value, 0), 1) : 1
    return isGiven || value === undefined
  }

  dispose(): void {}
}
