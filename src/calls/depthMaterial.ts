import { DoubleSide, ShaderMaterial } from 'three'
import type { SceneCameraObject } from '../scene/CameraRegistry.ts'

const VERTEX = `
#include <common>
#include <batching_pars_vertex>
#include <morphtarget_pars_vertex>
#include <skinning_pars_vertex>
varying float distanceAhead;
void main() {
  #include <batching_vertex>
  #include <beginnormal_vertex>
  #include <morphinstance_vertex>
  #include <skinbase_vertex>
  #include <begin_vertex>
  #include <morphtarget_vertex>
  #include <skinning_vertex>
  #include <project_vertex>
  distanceAhead = -mvPosition.z;
  // Of points, whose own size the material knows.
  gl_PointSize = 2.0;
}`

const FRAGMENT = `
uniform float near;
uniform float far;
varying float distanceAhead;
void main() {
  gl_FragColor = vec4(vec3(1.0 - clamp((distanceAhead - near) / (far - near), 0.0, 1.0)), 1.0);
}`

/**
 * Draws how far ahead of the camera everything is, along the axis of the view: white at `near`, black at `far`, linear
 * between, as Vuer's `depthFrame` has it. It says the same for cameras with and without perspective.
 */
export function makeDepthMaterial({ near, far }: SceneCameraObject): ShaderMaterial {
  return new ShaderMaterial({
    vertexShader: VERTEX,
    fragmentShader: FRAGMENT,
    uniforms: { near: { value: near }, far: { value: far } },
    side: DoubleSide,
    toneMapped: false,
  })
}
