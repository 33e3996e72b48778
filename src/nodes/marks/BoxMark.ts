import { BoxGeometry, Color, DoubleSide, Group, Mesh, ShaderMaterial, Vector3 } from 'three'

/** Edges and see-through walls of a box, in one draw call. */
export class BoxMark extends Group {
  readonly #uniforms = {
    color: { value: new Color() },
    size: { value: new Vector3(1, 1, 1) },
    edgeOpacity: { value: 0.9 },
    wallOpacity: { value: 0.1 },
    edgeWidth: { value: 0 },
  }
  readonly #box = new Mesh(
    new BoxGeometry(),
    new ShaderMaterial({
      uniforms: this.#uniforms,
      vertexShader: VERTEX,
      fragmentShader: FRAGMENT,
      transparent: true,
      depthWrite: false,
      side: DoubleSide,
      toneMapped: false,
    }),
  )

  constructor() {
    super()
    // Pointers go through: what is in the box is meant.
    this.#box.raycast = () => {}
    this.add(this.#box)
  }

  get color(): Color {
    return this.#uniforms.color.value
  }

  /** Where the walls are, in the frame of the node. Corners may be swapped. */
  span(least: readonly number[], most: readonly number[]): void {
    const { position, scale } = this.#box
    position.set((least[0]! + most[0]!) / 2, (least[1]! + most[1]!) / 2, (least[2]! + most[2]!) / 2)
    this.#uniforms.size.value.set(
      Math.abs(most[0]! - least[0]!),
      Math.abs(most[1]! - least[1]!),
      Math.abs(most[2]! - least[2]!),
    )
    // A flat box is drawn too: a matrix without a way back would have no normals.
    scale.copy(this.#uniforms.size.value).clampScalar(1e-6, Number.POSITIVE_INFINITY)
  }

  /** Opacities from 0 to 1, and how wide the edges are in metres: 0 for two pixels. */
  look({ edgeOpacity, wallOpacity, edgeWidth }: { edgeOpacity: number; wallOpacity: number; edgeWidth: number }): void {
    this.#uniforms.edgeOpacity.value = edgeOpacity
    this.#uniforms.wallOpacity.value = wallOpacity
    this.#uniforms.edgeWidth.value = edgeWidth
  }

  override dispose(): void {
    this.#box.geometry.dispose()
    this.#box.material.dispose()
  }
}

const VERTEX = /* glsl */ `
varying vec3 vPlace;
void main() {
  vPlace = position;
  gl_Position = projectionMatrix * modelViewMatrix * vec4( position, 1.0 );
}`

/** How far a point of a wall is from the nearest edge: the middle one of its distances to the three pairs of walls. */
const FRAGMENT = /* glsl */ `
uniform vec3 color;
uniform vec3 size;
uniform float edgeOpacity;
uniform float wallOpacity;
uniform float edgeWidth;
varying vec3 vPlace;
void main() {
  vec3 metres = ( 0.5 - abs( vPlace ) ) * size;
  vec3 pixels = metres / max( fwidth( vPlace * size ), vec3( 1e-9 ) );
  float nearest = min( metres.x, min( metres.y, metres.z ) );
  float fromEdge;
  float width = min( edgeWidth, 0.2 * max( size.x, max( size.y, size.z ) ) );
  vec3 measure = edgeWidth > 0.0 ? metres / max( width, 1e-9 ) : pixels / 2.0;
  if ( metres.x == nearest ) fromEdge = min( measure.y, measure.z );
  else if ( metres.y == nearest ) fromEdge = min( measure.x, measure.z );
  else fromEdge = min( measure.x, measure.y );
  float softness = max( fwidth( fromEdge ), 1e-6 );
  float isEdge = 1.0 - smoothstep( 1.0 - 0.5 * softness, 1.0 + 0.5 * softness, fromEdge );
  float opacity = mix( wallOpacity, edgeOpacity, isEdge );
  if ( opacity <= 0.0 ) discard;
  gl_FragColor = vec4( color, opacity );
  #include <colorspace_fragment>
}`
