import { act } from '@react-three/test-renderer'
import { type Color, type OrthographicCamera, PerspectiveCamera, type Scene, Vector4, type WebGLRenderer } from 'three'
import { describe, expect, test } from 'vitest'
import { ViewportHud } from '../../../protocol/index.ts'
import type { HudPicture } from '../../../src/nodes/cameras/HudPicture.ts'
import { placeInWindow } from '../../../src/nodes/cameras/windowPlace.ts'
import { drawnStage, node } from '../scene/testStage.tsx'

const WINDOW = { width: 1280, height: 800 }
const hudsOf = (stage: Awaited<ReturnType<typeof drawnStage>>) => stage.cameras.overlays as HudPicture[]
const lightsOf = (scene: Scene) => {
  let lights = 0
  scene.traverse((object) => {
    if ('isLight' in object) lights += 1
  })
  return lights
}

describe('the place of a HUD', () => {
  test('follows the rules of CSS: edges, sizes, and parts of the window', () => {
    expect(placeInWindow({}, WINDOW)).toEqual({ left: 0, top: 0, width: 1280, height: 800 })
    expect(placeInWindow({ width: '25%', height: 200 }, WINDOW)).toEqual({ left: 0, top: 0, width: 320, height: 200 })
    expect(placeInWindow({ right: 10, bottom: '10%', width: '100px', height: '50' }, WINDOW)).toEqual({
      left: 1170,
      top: 670,
      width: 100,
      height: 50,
    })
    expect(placeInWindow({ left: 80, right: '50%', top: 0 }, WINDOW)).toMatchObject({
      left: 80,
      width: 560,
      height: 800,
    })
    expect(placeInWindow({ left: 1000, right: 1000 }, WINDOW).width).toBe(0)
  })

  test('is refused where it is no length', () => {
    for (const width of ['wide', '10em', '', Number.NaN, Number.POSITIVE_INFINITY])
      expect(() => ViewportHud({ width })).toThrow(/ViewportHud .*width: expected a number of pixels/)
  })

  test('that is wrong is reported by key and prop, and the others still count', async () => {
    const stage = await drawnStage({ children: [node('ViewportHud', 'hud', { width: '10em', height: 80, top: 20 })] })
    expect(stage.heard).toEqual([expect.stringMatching(/ViewportHud "hud": width: expected a number of pixels/)])
    expect(hudsOf(stage)[0]!.place).toEqual({ left: 0, top: 20, width: 1280, height: 80 })
  })
})

describe('a HUD', () => {
  test('has what is inside it in a scene of its own, with camera and light where it brings none', async () => {
    const stage = await drawnStage({
      children: [node('Box', 'main'), node('ViewportHud', 'hud', {}, node('Box', 'inside', { position: [1, 0, 0] }))],
    })
    const [hud] = hudsOf(stage)
    expect(stage.find('inside')).toBeUndefined()
    const inside = hud!.scene.getObjectByName('inside')!
    expect(inside.position.x).toBe(1)
    expect(hud!.scene.background).toBeNull()
    expect(lightsOf(hud!.scene)).toBe(2)
    const camera = hud!.camera as PerspectiveCamera
    expect(camera.position.toArray()).toEqual([0, 0, 5])
    expect(camera.aspect).toBeCloseTo(1280 / 800)
    await stage.apply({ op: 'update', nodes: [{ key: 'inside', position: [2, 0, 0] }] })
    expect(inside.position.x).toBe(2)
  })

  test('takes nothing from the view and gives it nothing: cameras, lights, backgrounds, controls', async () => {
    const hud = node(
      'ViewportHud',
      'hud',
      { width: 200, height: 100 },
      node('PointLight', 'light'),
      node('BackgroundColor', 'paper', { color: '#ff0000' }),
      node('SimplePerspectiveCamera', 'eye', { makeDefault: true, position: [0, 0, 2] }),
      node('OrbitControls', 'controls'),
      node('Grid', 'grid'),
    )
    const stage = await drawnStage({ children: [hud] })
    expect(stage.live.needs).toMatchObject({
      camera: undefined,
      controls: undefined,
      hasControls: false,
      hasLight: false,
      hasGrid: false,
    })
    const [{ scene, camera }] = hudsOf(stage) as [HudPicture]
    expect(camera?.name).toBe('eye')
    expect((camera as PerspectiveCamera).aspect).toBe(2)
    expect(stage.cameras.view?.name).not.toBe('eye')
    expect(stage.state().camera).toBe(stage.cameras.view)
    expect(stage.cameras.keys()).toEqual([])
    expect((scene.background as Color).getHexString()).toBe('ff0000')
    expect((stage.root().background as Color).getHexString()).not.toBe('ff0000')
    expect(lightsOf(scene)).toBe(1)
  })

  test('looks through its last camera, whether or not that says makeDefault, and through its own when that goes', async () => {
    const stage = await drawnStage({
      children: [
        node(
          'ViewportHud',
          'hud',
          { width: 200, height: 100 },
          node('SimpleOrthographicCamera', 'flat', { top: 2, bottom: -2 }),
        ),
      ],
    })
    const [hud] = hudsOf(stage) as [HudPicture]
    const flat = hud.camera as OrthographicCamera
    expect(flat.name).toBe('flat')
    expect([flat.left, flat.right, flat.top, flat.bottom]).toEqual([-4, 4, 2, -2])
    await stage.apply({ op: 'update', nodes: [{ key: 'hud', width: 100 }] })
    expect([flat.left, flat.right]).toEqual([-2, 2])
    await stage.apply({ op: 'remove', keys: ['flat'] })
    expect(hud.camera).toBeInstanceOf(PerspectiveCamera)
    expect((hud.camera as PerspectiveCamera).aspect).toBe(1)
  })

  test('is not drawn inside another, and says so', async () => {
    const stage = await drawnStage({
      children: [node('ViewportHud', 'outer', {}, node('ViewportHud', 'inner', {}, node('Box', 'box')))],
    })
    expect(hudsOf(stage)).toHaveLength(1)
    expect(stage.heard).toEqual(['ViewportHud "inner": it is not drawn inside another ViewportHud'])
  })

  test('is drawn in its rectangle alone, and puts everything back; hidden, it is not drawn', async () => {
    const stage = await drawnStage({
      children: [node('ViewportHud', 'hud', { right: 0, bottom: 0, width: '50%', height: '25%' })],
    })
    const [hud] = hudsOf(stage) as [HudPicture]
    const drawn: unknown[] = []
    const state = { viewport: new Vector4(0, 0, 640, 400), scissor: new Vector4(0, 0, 640, 400), isCut: false }
    const gl = {
      autoClear: true,
      getSize: (into: { set(x: number, y: number): unknown }) => into.set(640, 400),
      getViewport: (into: Vector4) => into.copy(state.viewport),
      getScissor: (into: Vector4) => into.copy(state.scissor),
      getScissorTest: () => state.isCut,
      setViewport: (to: Vector4) => state.viewport.copy(to),
      setScissor: (to: Vector4) => state.scissor.copy(to),
      setScissorTest: (to: boolean) => {
        state.isCut = to
      },
      clearDepth: () => drawn.push('depth'),
      render: (scene: unknown) =>
        drawn.push(scene === hud.scene, state.viewport.toArray(), state.scissor.toArray(), state.isCut, gl.autoClear),
    }
    hud.draw(gl as unknown as WebGLRenderer, null)
    // From the bottom: the canvas is half as large as the window, in its own pixels.
    const rectangle = [320, 0, 320, 100]
    expect(drawn).toEqual(['depth', true, rectangle, rectangle, true, false])
    expect([state.viewport.toArray(), state.isCut, gl.autoClear]).toEqual([[0, 0, 640, 400], false, true])

    drawn.length = 0
    await stage.apply({ op: 'update', nodes: [{ key: 'hud', hide: true }] })
    hud.draw(gl as unknown as WebGLRenderer, null)
    expect(drawn).toEqual([])
    await act(async () => stage.live.apply({ op: 'remove', keys: ['hud'] }))
    expect(hudsOf(stage)).toEqual([])
  })

  test('of several, those with a higher renderPriority come later', async () => {
    const stage = await drawnStage({
      children: [node('ViewportHud', 'over', { renderPriority: 3, top: 1 }), node('ViewportHud', 'under', { top: 2 })],
    })
    expect(hudsOf(stage).map(({ place }) => place.top)).toEqual([2, 1])
  })
})
