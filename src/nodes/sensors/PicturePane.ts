import { DoubleSide, Mesh, PlaneGeometry, ShaderMaterial, type Texture, Vector2 } from 'three'
import { FEEDBACK_LAYER } from '../interaction/Glow.ts'

/** A picture that was drawn here, on a pane of one metre with a border. Seen by eyes, and in no picture. */
export class PicturePane extends Mesh<PlaneGeometry, ShaderMaterial> {
  constructor() {
    super(new PlaneGeometry(1, 1), makeMaterial())
    this.raycast = () => {}
    this.layers.set(FEEDBACK_LAYER)
    this.visible = false
  }

  /** In the colours of the canvas, as `makePictureTarget` gives them. Without one, nothing is seen. */
  set picture(texture: Texture | null) {
    this.visible = texture !== null
    this.material.uniforms.map!.value = texture
  }

  /** As a part of the height. */
  setBorder(width: number, aspect: number): void {
    this.material.uniforms.border!.value.set(width / aspect, width)
  }

  override dispose(): void {
    this.geometry.dispose()
    this.material.dispose()
  }
}

const makeMaterial = () =>
  new ShaderMaterial({
    uniforms: { map: { value: null }, border: { value: new Vector2() } },
    vertexShader: `
varying vec2 at;
void main() {
  at = uv;
  gl_Position = projectionMatrix * modelViewMatrix * vec4(position, 1.0);
}`,
    fragmentShader: `
uniform sampler2D map;
uniform vec2 border;
varying vec2 at;
void main() {
  bool isInside = all(greaterThan(at, border)) && all(lessThan(at, 1.0 - border));
  gl_FragColor = isInside ? vec4(texture2D(map, at).rgb, 1.0) : vec4(1.0, 0.667, 0.0, 1.0);
}`,
    side: DoubleSide,
    toneMapped: false,
  })
