import { LineMaterial } from 'three/addons/lines/LineMaterial.js'

/** What of the programs of three.js makes place for what: each piece gets a width at each end, as part of the line's. */
const VERTEX = [
  [
    'void main() {',
    `uniform float taperPower;
    uniform float pieceCount;
    flat varying vec2 endWidths;

    float widthAt( const in int piece ) {
      return taperPower == 0.0 ? 1.0 : pow( clamp( float( piece ) / pieceCount, 1e-6, 1.0 ), taperPower );
    }

    void main() {
      endWidths = vec2( widthAt( gl_InstanceID ), widthAt( gl_InstanceID + 1 ) );`,
  ],
  ['float hw = linewidth * 0.5;', 'float hw = linewidth * 0.5 * max( endWidths.x, endWidths.y );'],
] as const
const FRAGMENT = [
  ['void main() {', 'flat varying vec2 endWidths;\n\nvoid main() {\n  float onPiece;'],
  ['len = length( worldStart.xy + lineDir * t', 'onPiece = t;\n len = length( worldStart.xy + lineDir * t'],
  ['vec3 p1 = worldStart + lineDir * params.x;', 'onPiece = params.x;\n vec3 p1 = worldStart + lineDir * params.x;'],
  ['len / linewidth;', 'len / ( linewidth * mix( endWidths.x, endWidths.y, onPiece ) );'],
] as const

/** Draws lines, whose width is in metres, thinner towards their beginning. */
export class TaperedLineMaterial extends LineMaterial {
  constructor(...parameters: ConstructorParameters<typeof LineMaterial>) {
    super(...parameters)
    this.worldUnits = true
    this.vertexShader = replaced(this.vertexShader, VERTEX)
    this.fragmentShader = replaced(this.fragmentShader, FRAGMENT)
    Object.assign(this.uniforms, { taperPower: { value: 0 }, pieceCount: { value: 1 } })
  }

  /** Of how many pieces the line is. */
  set pieceCount(count: number) {
    this.uniforms.pieceCount!.value = Math.max(count, 1)
  }

  /** The width at a part of the way is that part to this power; 0: the same everywhere. */
  set taperPower(power: number) {
    this.uniforms.taperPower!.value = power
  }
}

/** Throws where three.js has come to write something else. */
function replaced(program: string, parts: typeof VERTEX | typeof FRAGMENT): string {
  return parts.reduce((text, [before, after]) => {
    if (!text.includes(before)) throw new Error(`the program of three.js for lines has no "${before}" any more`)
    return text.replace(before, () => after)
  }, program)
}
