import {
  type Material,
  Mesh,
  MeshBasicMaterial,
  MeshDepthMaterial,
  type Object3D,
  OrthographicCamera,
  PlaneGeometry,
  type Scene,
  ShaderMaterial,
  UniformsUtils,
  type WebGLRenderer,
  WebGLRenderTarget,
} from 'three'
import { HorizontalBlurShader } from 'three/addons/shaders/HorizontalBlurShader.js'
import { VerticalBlurShader } from 'three/addons/shaders/VerticalBlurShader.js'

export interface ContactShadowSettings {
  width: number
  depth: number
  near: number
  far: number
  blur: number
  smooth: boolean
}

/** Pixels of blur for each unit of it, in a picture of 256 pixels. */
const BLUR_PIXELS = 256

/**
 * A soft shadow of what stands on a floor, without a light: a camera in the floor looks up, what it sees is blurred and
 * laid onto the floor. After three.js’ example of contact shadows; it leaves a headset’s cameras alone.
 */
export class ContactShadow {
  readonly floor: Mesh<PlaneGeometry, MeshBasicMaterial>
  readonly camera = new OrthographicCamera()
  readonly #depth = new MeshDepthMaterial({ depthTest: false, depthWrite: false })
  readonly #seen: WebGLRenderTarget
  readonly #blurred: WebGLRenderTarget
  readonly #horizontal = blurMaterial(HorizontalBlurShader)
  readonly #vertical = blurMaterial(VerticalBlurShader)
  readonly #screen = new Mesh(new PlaneGeometry())

  constructor(resolution: number) {
    this.#seen = new WebGLRenderTarget(resolution, resolution)
    this.#blurred = new WebGLRenderTarget(resolution, resolution)
    this.floor = new Mesh(
      new PlaneGeometry().rotateX(Math.PI / 2),
      new MeshBasicMaterial({ map: this.#seen.texture, transparent: true, toneMapped: false }),
    )
    this.floor.scale.y = -1
    this.floor.raycast = () => undefined
    this.camera.rotation.x = Math.PI / 2
    // Near the floor it is dark, and as light as nothing where the shadow ends.
    this.#depth.onBeforeCompile = (shader) => {
      shader.fragmentShader = shader.fragmentShader.replace(
        'gl_FragColor = vec4( vec3( 1.0 - fragCoordZ ), opacity );',
        'gl_FragColor = vec4( vec3( 1.0 ), 1.0 - fragCoordZ );',
      )
    }
    this.#depth.side = 2
  }

  draw(renderer: WebGLRenderer, scene: Scene, settings: ContactShadowSettings): void {
    const { width, depth, near, far, blur, smooth } = settings
    this.floor.scale.set(width, -1, depth)
    Object.assign(this.camera, { left: -width / 2, right: width / 2, top: depth / 2, bottom: -depth / 2, near, far })
    this.camera.updateProjectionMatrix()
    const hidden = hideWhatThrowsNone(scene, this.floor)
    const before = {
      background: scene.background,
      material: scene.overrideMaterial,
      target: renderer.getRenderTarget(),
      alpha: renderer.getClearAlpha(),
      xr: renderer.xr.enabled,
      shadows: renderer.shadowMap.autoUpdate,
    }
    try {
      renderer.xr.enabled = false
      renderer.shadowMap.autoUpdate = false
      scene.background = null
      scene.overrideMaterial = this.#depth
      renderer.setClearAlpha(0)
      renderer.setRenderTarget(this.#seen)
      renderer.clear()
      renderer.render(scene, this.camera)
      scene.overrideMaterial = null
      if (blur > 0) this.#blur(renderer, blur)
      if (blur > 0 && smooth) this.#blur(renderer, blur * 0.4)
    } finally {
      for (const object of hidden) object.visible = true
      scene.background = before.background
      scene.overrideMaterial = before.material
      renderer.setRenderTarget(before.target)
      renderer.setClearAlpha(before.alpha)
      renderer.xr.enabled = before.xr
      renderer.shadowMap.autoUpdate = before.shadows
    }
  }

  dispose(): void {
    for (const target of [this.#seen, this.#blurred]) target.dispose()
    for (const material of [this.#depth, this.#horizontal, this.#vertical, this.floor.material]) material.dispose()
    this.floor.geometry.dispose()
    this.#screen.geometry.dispose()
    ;(this.#screen.material as Material).dispose()
  }

  #blur(renderer: WebGLRenderer, amount: number): void {
    this.#pass(renderer, this.#horizontal, 'h', this.#seen, this.#blurred, amount)
    this.#pass(renderer, this.#vertical, 'v', this.#blurred, this.#seen, amount)
  }

  #pass(
    renderer: WebGLRenderer,
    material: ShaderMaterial,
    step: 'h' | 'v',
    from: WebGLRenderTarget,
    to: WebGLRenderTarget,
    amount: number,
  ): void {
    material.uniforms.tDiffuse!.value = from.texture
    material.uniforms[step]!.value = amount / BLUR_PIXELS
    const own = this.#screen.material as Material
    this.#screen.material = material
    renderer.setRenderTarget(to)
    renderer.render(this.#screen, FLAT)
    this.#screen.material = own
  }
}

/** Sees a plane of one metre from the front, from edge to edge. */
const FLAT = new OrthographicCamera(-0.5, 0.5, 0.5, -0.5, -1, 1)

const blurMaterial = (shader: Pick<ShaderMaterial, 'uniforms' | 'vertexShader' | 'fragmentShader'>) =>
  new ShaderMaterial({
    uniforms: UniformsUtils.clone(shader.uniforms),
    vertexShader: shader.vertexShader,
    fragmentShader: shader.fragmentShader,
    depthTest: false,
  })

/** Lines, points, pictures and what is drawn by a program of its own, a grid say, throw no such shadow. */
function hideWhatThrowsNone(scene: Scene, floor: Object3D): Object3D[] {
  const hidden: Object3D[] = []
  scene.traverseVisible((object) => {
    const { isMesh, isLine, isPoints, isSprite, material } = object as Object3D & Record<string, unknown>
    if (!(isMesh || isLine || isPoints || isSprite)) return
    if (isMesh && object !== floor && !(material instanceof ShaderMaterial)) return
    hidden.push(object)
  })
  for (const object of hidden) object.visible = false
  return hidden
}
