import type { Material, Texture } from 'three'

export interface Depth {
  texture: Texture | null
  /** Metres between black and white. */
  scale: number
  /** Metres. */
  bias: number
}

const DECLARATIONS = `
uniform sampler2D depthPicture;
uniform float depthScale;
uniform float depthBias;
#include <common>`

const NEARER = `
#include <begin_vertex>
transformed += normalize(normal) * (texture2D(depthPicture, uv).r * depthScale + depthBias);`

const none = () => {}

/** Lets each point of a material come nearer by its grey in a picture; `null` takes that back. */
export function drawWithDepth(material: Material, depth: Depth | null): void {
  material.onBeforeCompile = !depth
    ? none
    : (shader) => {
        // Read with each drawing: new pictures and numbers need no other program.
        Object.defineProperties(shader.uniforms, {
          depthPicture: { value: uniformOf(() => depth.texture), enumerable: true },
          depthScale: { value: uniformOf(() => depth.scale), enumerable: true },
          depthBias: { value: uniformOf(() => depth.bias), enumerable: true },
        })
        shader.vertexShader = shader.vertexShader
          .replace('#include <common>', DECLARATIONS)
          .replace('#include <begin_vertex>', NEARER)
      }
  material.customProgramCacheKey = () => (depth ? 'picture with depth' : '')
  material.needsUpdate = true
}

const uniformOf = (read: () => unknown) => ({
  get value() {
    return read()
  },
})
