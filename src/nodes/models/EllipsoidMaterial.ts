import { Color, ShaderMaterial } from 'three'

/** Sight and place are told in the frame of the ellipsoid, where it is a sphere of radius 1. */
const VERTEX = /* glsl */ `
varying vec3 place;
varying vec3 sight;

void main() {
  mat4 worldFromSphere = modelMatrix * instanceMatrix;
  vec4 world = worldFromSphere * vec4(position, 1.0);
  vec3 away = isOrthographic ? -vec3(viewMatrix[0][2], viewMatrix[1][2], viewMatrix[2][2]) : world.xyz - cameraPosition;
  place = position;
  sight = inverse(mat3(worldFromSphere)) * away;
  gl_Position = projectionMatrix * viewMatrix * world;
}
`

/** How near sight passes the middle says where on the ellipsoid a pixel is: 1 at its edge, however it is turned. */
const FRAGMENT = /* glsl */ `
uniform vec3 color;
uniform float ringSize;
uniform float innerAlpha;
uniform float outerAlpha;
varying vec3 place;
varying vec3 sight;

void main() {
  float nearest = length(cross(place, normalize(sight)));
  float pixel = max(fwidth(nearest), 1e-6);
  float inside = clamp((1.0 - nearest) / pixel, 0.0, 1.0);
  float ring = clamp((nearest - 1.0 + ringSize) / pixel, 0.0, 1.0);
  float alpha = inside * mix(innerAlpha, outerAlpha, ring);
  if (alpha < 0.002) discard;
  gl_FragColor = vec4(color, alpha);
  #include <colorspace_fragment>
}
`

/** See-through ellipsoids with a ring around them. They are drawn on anything that encloses a sphere of radius 1. */
export class EllipsoidMaterial extends ShaderMaterial {
  constructor() {
    super({
      vertexShader: VERTEX,
      fragmentShader: FRAGMENT,
      uniforms: {
        color: { value: new Color() },
        ringSize: { value: 0 },
        innerAlpha: { value: 0 },
        outerAlpha: { value: 0 },
      },
      transparent: true,
      depthWrite: false,
      toneMapped: false,
    })
  }

  get color(): Color {
    return this.uniforms.color!.value
  }

  set(name: 'ringSize' | 'innerAlpha' | 'outerAlpha', value: number): void {
    this.uniforms[name]!.value = value
  }
}
