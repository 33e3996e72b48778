declare module 'troika-three-text' {
  import type { InstancedBufferGeometry, Material, Mesh, Object3DEventMap } from 'three'

  /** The letters; the package has it for its own use. */
  export interface GlyphsGeometry extends InstancedBufferGeometry {
    updateAttributeData(name: string, numbers: ArrayLike<number> | null, itemSize: number): void
  }

  /** Letters are being made, and are there: each beginning has an end. */
  interface TextEventMap extends Object3DEventMap {
    syncstart: object
    synccomplete: object
  }

  /** What is used of it. All settings of the package’s documentation can be assigned. */
  export class Text extends Mesh<GlyphsGeometry, Material & { toneMapped: boolean }, TextEventMap> {
    text: string
    font: string | null
    color: string | number | null
    sync(): void
    dispose(): void
  }
  export function configureTextBuilder(settings: {
    defaultFontURL?: string
    unicodeFontsURL?: string
    useWorker?: boolean
  }): void
}
