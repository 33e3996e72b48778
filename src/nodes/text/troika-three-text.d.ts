declare module 'troika-three-text' {
  import type { Material, Mesh } from 'three'

  /** What is used of it. All settings of the package’s documentation can be assigned. */
  export class Text extends Mesh {
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
