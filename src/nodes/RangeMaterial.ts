import { MeshBasicMaterial } from 'three'

/** Metres. */
const FARTHEST = 10

/**
 * Shows how far each point is: white at `nearDistance`, black at `farDistance`, evenly in between, as the picture holds
 * it. Along the view (`depth`) or from the eye (`distance`). three.js’ own materials for this are parts of its shadows:
 * one spends all its greys on the first centimetres, the other cannot be drawn with at all.
 */
export class RangeMaterial extends MeshBasicMaterial {
  readonly #near = { value: 0 }
  readonly #far = { value: FARTHEST }
  readonly #kind: 'depth' | 'distance'

  constructor(kind: 'depth' | 'distance') {
    super({ toneMapped: false, fog: false })
    this.#kind = kind
  }

  get nearDistance(): number {
    return this.#near.value
  }

  set nearDistance(metres: number) {
    this.#near.value = metres
  }

  get farDistance(): number {
    return this.#far.value
  }

  set farDistance(metres: number) {
    this.#far.value = metres
  }

  override onBeforeCompile(shader: Parameters<MeshBasicMaterial['onBeforeCompile']>[0]): void {
    Object.assign(shader.uniforms, { rangeNear: this.#near, rangeFar: this.#far })
    shader.vertexShader = shader.vertexShader
      .replace('#include <common>', '#include <common>\nvarying vec3 vFromEye;')
      .replace('#include <project_vertex>', '#include <project_vertex>\nvFromEye = mvPosition.xyz;')
    const metres = this.#kind === 'depth' ? '-vFromEye.z' : 'length(vFromEye)'
    shader.fragmentShader = shader.fragmentShader
      .replace(
        '#include <common>',
        '#include <common>\nvarying vec3 vFromEye;\nuniform float rangeNear;\nuniform float rangeFar;',
      )
      .replace(
        '#include <opaque_fragment>',
        `outgoingLight = vec3(1.0 - clamp((${metres} - rangeNear) / (rangeFar - rangeNear), 0.0, 1.0));\n#include <opaque_fragment>`,
      )
      .replace('#include <colorspace_fragment>', '')
  }

  override customProgramCacheKey(): string {
    return `range ${this.#kind}`
  }
}
