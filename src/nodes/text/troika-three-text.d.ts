declare module 'troika-three-text' {
  import type { InstancedBufferGeometry, Material, Mesh } from 'three'

  /** The letters; the package has it for its own use. */
  export interface GlyphsGeometry extends InstancedBufferGeometry {
    updateAttributeData(name: string, numbers: ArrayLike<number> | null, itemSize: number): void
  }

  /** What is used of it. All settings of the package’s documentation can be assigned. */
  export class Text extends Mesh {
    geometry: GlyphsGeometry
    material: Material & { toneMapped: boolean }
    text: string
    font: string | null
    color: string | number | null
    sync(done?: () => void): void
    dispose(): void
  }
  export function configureTextBuilder(settings: {
    defaultFontURL?: string
    unicodeFontsURL?: string
    useWorker?: boolean
  }): void
}
