import { BufferGeometry, type EventDispatcher, Material, type Mesh, type Object3D, RenderTarget, Texture } from 'three'

type Resource = EventDispatcher<{ dispose: object }>

/**
 * Follows every geometry, material, texture and render target that is made from now on, until it is disposed. three.js
 * marks each as what it is in its constructor; that is heard here.
 */
export function followResources() {
  const alive = new Map<Resource, string>()
  const drawn = new WeakSet<object>()
  const marks = [
    [BufferGeometry.prototype, 'isBufferGeometry'],
    [Material.prototype, 'isMaterial'],
    [Texture.prototype, 'isTexture'],
    [RenderTarget.prototype, 'isRenderTarget'],
  ] as const
  for (const [prototype, mark] of marks) {
    Object.defineProperty(prototype, mark, {
      configurable: true,
      get: () => true,
      set(this: Resource) {
        alive.set(this, mark)
        this.addEventListener('dispose', () => alive.delete(this))
      },
    })
  }
  return {
    /** Notes what this scene would bring onto the graphics card if it were drawn now. */
    draw(root: Object3D): void {
      root.traverseVisible((object) => {
        const { geometry, material, customDepthMaterial } = object as Mesh
        for (const resource of [geometry, customDepthMaterial, material].flat()) if (resource) drawn.add(resource)
      })
    },
    /**
     * What takes room on the graphics card. A geometry or a material that was never drawn takes none: R3F makes each
     * mesh with some that it is never drawn with.
     */
    held: (): string[] =>
      [...alive]
        .filter(([resource, mark]) => {
          // The texture of a render target goes with it.
          if (mark === 'isTexture') return !(resource as unknown as Texture).isRenderTargetTexture
          return mark === 'isRenderTarget' || drawn.has(resource)
        })
        .map(([resource]) => resource.constructor.name)
        .sort(),
    stop(): void {
      for (const [prototype, mark] of marks) Reflect.deleteProperty(prototype, mark)
    },
  }
}
