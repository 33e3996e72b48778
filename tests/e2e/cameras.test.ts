import { writeFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import {
  BackgroundColor,
  Box,
  CameraPreviewThumbs,
  CameraView,
  type ClientEvent,
  element,
  Html,
  HUDPlane,
  OrthographicCamera,
  PerspectiveCamera,
  Plane,
  Scene,
  SceneCameraControl,
  Stage,
  ViewportHud,
  type VuerSession,
} from 'vuer-xr'
import { decodeJpegIn } from '../support/browser/decodeJpeg.ts'
import { Headset } from '../support/browser/headset.ts'
import { Picture } from '../support/browser/picture.ts'
import { sharedBrowser } from '../support/browser/sharedBrowser.ts'
import { SessionQueue } from '../support/server/sessionQueue.ts'
import { startServer } from '../support/server/socketClient.ts'

const openPage = sharedBrowser()
const eventually = <Value>(read: () => Value) => expect.poll(read, { timeout: 30_000 })

async function keepPicture(page: Page, name: string): Promise<Picture> {
  const bytes = await page.screenshot()
  const folder = process.env.VUER_XR_PICTURES
  if (folder) writeFileSync(`${folder}/${name}.png`, bytes)
  return new Picture(bytes)
}

const isRed = (r: number, g: number, b: number) => r > 180 && g < 70 && b < 70
const isBlue = (r: number, g: number, b: number) => b > 180 && r < 70 && g < 70

/** A red wall 2 m before a sensor at the origin, and a blue one behind it on the right, 4 m away. */
const walls = [
  Plane({ key: 'near', args: [2, 20], position: [-1, 0, -2], materialType: 'basic', color: '#ff0000' }),
  Plane({ key: 'far', args: [8, 20], position: [4, 0, -4], materialType: 'basic', color: '#0000ff' }),
]

async function startWith(...nodes: Parameters<typeof Scene>[1][]) {
  const sessions = new SessionQueue()
  const server = await startServer({}, (app) =>
    app.spawn((session) => {
      session.set(
        Scene(
          {
            grid: false,
            background: '#000000',
            bgChildren: [
              PerspectiveCamera({ key: 'main', makeDefault: true, position: [...START], lookAt: [0, 0, -2] }),
            ],
          },
          ...nodes,
        ),
      )
      sessions.add(session)
    }),
  )
  return { ...server, sessions }
}

const START = [3, 2, 3] as const

async function next(session: VuerSession, name: 'CAMERA_VIEW' | 'CAMERA_MOVE', key: string): Promise<ClientEvent> {
  for await (const event of session.events(name)) if (event.key === key) return event
  throw new Error('the session ended')
}

describe('a CameraView', () => {
  it('sends what it sees and how far it is, without frustums, monitors and what hangs before the eyes', async () => {
    await using server = await startWith(
      ...walls,
      HUDPlane({ key: 'hud', distanceToCamera: 1, color: '#00ff00' }),
      CameraView({ key: 'ego', width: 64, height: 48, fov: 60, near: 1, far: 5, stream: 'frame', fps: 20 }),
    )
    const { page, context, errors } = await openPage(`https://127.0.0.1:${server.port}/`)
    const session = await server.sessions.next()
    const { value } = (await next(session, 'CAMERA_VIEW', 'ego')) as ClientEvent<'CAMERA_VIEW'>
    expect([value.width, value.height, value.dpr]).toEqual([64, 48, 1])
    const color = await decodeJpegIn(page, value.frame)
    expect([color.width, color.height]).toEqual([64, 48])
    expect(isRed(...color.at(16, 24))).toBe(true)
    expect(isBlue(...color.at(48, 24))).toBe(true)
    const depth = await decodeJpegIn(page, value.depthFrame!)
    // Grey is 1 - (z - near) / (far - near): 2 m is 0.75, 4 m is 0.25.
    expect(Math.abs(depth.at(16, 24)[0] - 0.75 * 255)).toBeLessThan(4)
    expect(Math.abs(depth.at(48, 24)[0] - 0.25 * 255)).toBeLessThan(4)

    session.remove('hud')
    session.update({
      key: 'ego',
      stream: 'time',
      downsample: 2,
      renderDepth: false,
      matrix: null,
      rotation: [0, Math.PI, 0],
    })
    const turned = await (async () => {
      for await (const event of session.events('CAMERA_VIEW')) {
        const picture = await decodeJpegIn(page, event.value.frame)
        if (picture.width === 32) return { picture, event }
      }
      throw new Error('the session ended')
    })()
    expect(turned.event.value.depthFrame ?? null).toBeNull()
    await eventually(async () => {
      const { value: seen } = (await next(session, 'CAMERA_VIEW', 'ego')) as ClientEvent<'CAMERA_VIEW'>
      return (await decodeJpegIn(page, seen.frame)).at(8, 12)
    }).toEqual([0, 0, 0])
    expect(errors).toEqual([])
    await context.close()
  })

  it('answers a grab with its own size and depth, shows itself in a corner, and is moved by its axes', async () => {
    await using server = await startWith(
      ...walls,
      Box({ key: 'tower', args: [0.3, 3, 0.3], position: [0.6, 0, -1.2], color: '#ffffff' }),
      CameraView({ key: 'wrist', width: 160, height: 90, fov: 70, near: 0.5, far: 4.5 }),
    )
    const { page, context, errors } = await openPage(`https://127.0.0.1:${server.port}/`)
    const session = await server.sessions.next()
    const grab = await session.grabRender({ key: 'wrist' }, { ttlMs: 20_000 })
    expect([grab.width, grab.height]).toEqual([160, 90])
    expect(isRed(...(await decodeJpegIn(page, grab.frame)).at(30, 10))).toBe(true)
    expect((await decodeJpegIn(page, grab.depthFrame!)).at(30, 10)[0]).toBeGreaterThan(0.55 * 255)

    // The monitor is in the lower right corner.
    await keepPicture(page, 'cameras-view-first')
    await eventually(async () => isRed(...new Picture(await page.screenshot()).at(470, 300))).toBe(true)
    const picture = await keepPicture(page, 'cameras-view')
    // The axis is drawn as it is, and the edges of the tower before the wall are paler.
    const isAxis = (r: number, g: number, b: number) => r > 235 && g > 30 && g < 60 && b > 90 && b < 120
    // A place on the arrow or the ring of that colour.
    const axis = { x: 0, y: 0 }
    for (let y = 0; y < 360; y += 1)
      for (let x = axis.x + 1; x < 640; x += 1) if (isAxis(...picture.at(x, y))) Object.assign(axis, { x, y })
    expect(axis.x).toBeGreaterThan(0)
    const waiting = next(session, 'CAMERA_MOVE', 'wrist')
    await page.mouse.move(axis.x, axis.y)
    await page.mouse.down()
    await page.mouse.move(axis.x + 40, axis.y, { steps: 8 })
    await page.mouse.up()
    const { value } = (await waiting) as { value: { matrix: number[] } }
    expect(value.matrix).toHaveLength(16)
    const asItStood = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1]
    expect(Math.max(...value.matrix.map((entry, index) => Math.abs(entry - asItStood[index]!)))).toBeGreaterThan(0.005)
    expect(errors).toEqual([])
    await context.close()
  })
})

describe('cameras of a scene', () => {
  it('are drawn as frustums and shown in thumbs, and an orthographic one can be the view', async () => {
    await using server = await startWith(
      ...walls,
      PerspectiveCamera({ key: 'side', position: [0, 0, 1], aspect: 1.5, fov: 60, previewDistance: 1 }),
      OrthographicCamera({ key: 'above', position: [1, 6, -1], lookAt: [1, 0, -1.001], previewDistance: 1 }),
      CameraPreviewThumbs({ position: 'bottom-right', previewHeight: 90 }),
    )
    const { page, context, errors } = await openPage(`https://127.0.0.1:${server.port}/`)
    const session = await server.sessions.next()
    await page.getByRole('button', { name: 'What side sees' }).waitFor()
    await page.getByRole('button', { name: 'What above sees' }).waitFor()
    const isFrustum = (r: number, g: number, b: number) => r > 200 && g > 130 && g < 200 && b < 60
    await eventually(async () => new Picture(await page.screenshot()).centroid(isFrustum).count).toBeGreaterThan(30)
    const thumb = page.getByRole('button', { name: 'What side sees' })
    await eventually(async () => {
      const picture = new Picture(await thumb.screenshot())
      return [isRed(...picture.at(30, 30)), isBlue(...picture.at(100, 30))]
    }).toEqual([true, true])
    await keepPicture(page, 'cameras-thumbs')

    session.update({ key: 'side', makeDefault: false })
    session.update({ key: 'above', makeDefault: true, position: [0, 0, 1], lookAt: [0, 0, 0], top: 2, bottom: -2 })
    // Without perspective, an edge at x = 0 is in the middle, however far away the walls are.
    await eventually(async () => {
      const picture = new Picture(await page.screenshot())
      return [isRed(...picture.at(310, 60)), isBlue(...picture.at(330, 60))]
    }).toEqual([true, true])
    await keepPicture(page, 'cameras-orthographic')
    expect(errors).toEqual([])
    await context.close()
  })

  it('show what they see on a pane in their frustum, which no picture has', async () => {
    await using server = await startWith(
      Box({ key: 'room', args: [40, 40, 40], materialType: 'basic', color: '#ff0000', side: 'double' }),
      PerspectiveCamera({
        ...{ key: 'side', position: [-3, 0, 0], rotation: [0, 0, 0], fov: 60, aspect: 1.5, previewDistance: 2 },
        ...{ previewInScene: true, renderSizeH: 120, showFrustum: false },
      }),
      // Before the camera, and hidden from the view by nothing: the pane shows it larger than it is.
      Plane({ key: 'shown', args: [1, 20], position: [-3, 0, -8], materialType: 'basic', color: '#0000ff' }),
    )
    const { page, context, errors } = await openPage(`https://127.0.0.1:${server.port}/`)
    const session = await server.sessions.next()
    session.update({ key: 'main', position: [-3, 0, 2], lookAt: [-3, 0, 0] })
    const isBorder = (r: number, g: number, b: number) => r > 200 && g > 130 && g < 200 && b < 60
    const seen = async () => {
      const picture = new Picture(await page.screenshot())
      return [picture.centroid(isBorder).count > 200, picture.centroid(isBlue).count > 0]
    }
    await eventually(seen).toEqual([true, true])
    const picture = await keepPicture(page, 'cameras-preview')
    // What is 8 m ahead of the side camera is one metre wide: on the pane, 2 m ahead of it, a quarter of that.
    const row = Array.from({ length: picture.width }, (_, x) => isBlue(...picture.at(x, picture.height / 2)))
    const metrePixels = picture.height / (2 * 4 * Math.tan(Math.PI / 6))
    const width = row.filter(Boolean).length / metrePixels
    expect(width).toBeGreaterThan(0.2)
    expect(width).toBeLessThan(0.3)
    const grab = await session.grabRender({ key: 'side', format: 'png' }, { ttlMs: 20_000 })
    expect(new Picture(grab.frame).centroid(isBorder).count).toBe(0)
    session.update({ key: 'side', previewInScene: false })
    await eventually(seen).toEqual([false, true])
    expect(errors).toEqual([])
    await context.close()
  })

  it('are moved by the keys of SceneCameraControl, which rest while somebody types', async () => {
    await using server = await startWith(...walls, SceneCameraControl({ stream: true, moveSpeed: 20 }))
    const { page, context, errors } = await openPage(`https://127.0.0.1:${server.port}/`)
    const session = await server.sessions.next()
    let [x, y, z]: [number, number, number] = [...START]
    session.spawnTask(async () => {
      for await (const { value } of session.events('CAMERA_MOVE'))
        [x, y, z] = (value.camera as { position: [number, number, number] }).position
    })
    // A key that is held repeats itself, so it is heard by what was loaded meanwhile.
    const hold = async (key: string, hasMoved: () => boolean) => {
      await eventually(async () => {
        await page.keyboard.down(key)
        return hasMoved()
      }).toBe(true)
      await page.keyboard.up(key)
    }
    /** Over what it is after it has gone up, and has done what was pressed before that. */
    const placeAfterRising = async () => {
      const height = y
      await hold('e', () => y > height)
      return [x, z]
    }
    await page.locator('canvas').waitFor()
    await hold('w', () => x < START[0] && z < START[2])
    const before = await placeAfterRising()
    await page.evaluate(() => {
      const input = document.createElement('input')
      document.body.append(input)
      input.focus()
    })
    await page.keyboard.down('d')
    await page.evaluate(() => (document.activeElement as HTMLElement).blur())
    const after = await placeAfterRising()
    expect(after[0]).toBeCloseTo(before[0]!, 6)
    expect(after[1]).toBeCloseTo(before[1]!, 6)
    expect(errors).toEqual([])
    await context.close()
  })
})

describe('a ViewportHud', () => {
  const isGreen = (r: number, g: number, b: number) => g > 180 && r < 70 && b < 70
  const LEFT = 40
  const TOP = 250
  const [WIDTH, HEIGHT] = [200, 120]
  const SIZE = { width: 640, height: 400 }
  const isInside = (x: number, y: number) => x >= LEFT && x < LEFT + WIDTH && y >= TOP && y < TOP + HEIGHT
  /** In the middle of the rectangle, at its left edge, and on either side of that. */
  const look = (picture: Picture) => {
    const name = (x: number, y: number) => {
      const pixel = picture.at(x, y)
      return isRed(...pixel) ? 'red' : isBlue(...pixel) ? 'blue' : isGreen(...pixel) ? 'green' : pixel.join()
    }
    const middle = TOP + HEIGHT / 2
    return [name(LEFT + WIDTH / 2, middle), name(LEFT + 4, middle), name(LEFT - 4, middle), name(LEFT + 100, TOP - 4)]
  }

  it('draws in its rectangle of the window alone, over what is nearer, and in pictures of the view', async () => {
    await using server = await startWith(
      // Red wherever one looks, and nearer than what the HUD shows.
      Box({ key: 'room', args: [20, 20, 20], materialType: 'basic', color: '#ff0000', side: 'double' }),
      PerspectiveCamera({ key: 'other', showFrustum: false }),
      ViewportHud(
        { key: 'hud', left: LEFT, bottom: SIZE.height - TOP - HEIGHT, width: '31.25%', height: HEIGHT },
        Plane({ key: 'inside', args: [20, 60], position: [0, 0, -25], materialType: 'basic', color: '#0000ff' }),
        Html(
          { key: 'note', center: true, pointerEvents: 'none' },
          element('span', { style: { fontSize: '8px' } }, 'middle'),
        ),
      ),
    )
    const { page, context, errors } = await openPage(`https://127.0.0.1:${server.port}/`, SIZE)
    const session = await server.sessions.next()
    const note = page.getByText('middle')
    await eventually(async () => {
      const { x = 0, y = 0, width = 0, height = 0 } = (await note.boundingBox()) ?? {}
      // Letters stand a little below the middle of their line.
      return Math.hypot(x + width / 2 - (LEFT + WIDTH / 2), y + height / 2 - (TOP + HEIGHT / 2))
    }).toBeLessThan(4)
    session.remove('note')
    const now = async () => look(new Picture(await page.screenshot()))
    await eventually(now).toEqual(['blue', 'red', 'red', 'red'])
    const shown = await keepPicture(page, 'viewport-hud')
    const grabbed = await session.grabRender({ format: 'png' }, { ttlMs: 20_000 })
    expect(look(new Picture(grabbed.frame))).toEqual(['blue', 'red', 'red', 'red'])
    const other = await session.grabRender({ key: 'other', format: 'png' }, { ttlMs: 20_000 })
    expect(new Picture(other.frame).centroid(isBlue).count).toBe(0)

    session.spawnTask(async () => {
      for await (const { value } of session.events('ON_CLICK')) clicked.push(value.key)
    })
    const clicked: string[] = []
    await page.mouse.click(LEFT + WIDTH / 2, TOP + HEIGHT / 2)
    await page.mouse.click(LEFT + 4, TOP + HEIGHT / 2)
    await eventually(() => clicked).toEqual(['inside', 'room'])

    // Each new picture of the view has the HUD again, whichever of the two has changed.
    session.add(BackgroundColor({ key: 'paper', color: '#00ff00' }), { to: 'hud' })
    await eventually(now).toEqual(['blue', 'green', 'red', 'red'])
    session.update({ key: 'room', color: '#00ff00' })
    await eventually(now).toEqual(['blue', 'green', 'green', 'green'])
    session.update({ key: 'room', color: '#ff0000' })
    session.update({ key: 'hud', hide: true })
    await eventually(now).toEqual(['red', 'red', 'red', 'red'])
    const hidden = new Picture(await page.screenshot())
    const differing: string[] = []
    for (let y = 0; y < SIZE.height; y += 1) {
      for (let x = 0; x < SIZE.width; x += 1) {
        if (isBlue(...shown.at(x, y)) !== isBlue(...hidden.at(x, y)) && !isInside(x, y)) differing.push(`${x} ${y}`)
      }
    }
    expect(differing).toEqual([])
    expect(errors).toEqual([])
    await context.close()
  })

  it('is nothing that a headset shows, and is there again on the page afterwards', async () => {
    await using server = await startWith(
      Box({ key: 'room', args: [20, 20, 20], materialType: 'basic', color: '#ff0000', side: 'double' }),
      ViewportHud({ key: 'hud' }, BackgroundColor({ key: 'paper', color: '#0000ff' })),
    )
    const { page, context, errors } = await openPage(`https://127.0.0.1:${server.port}/?emulate=quest3`, SIZE)
    const middle = async () => {
      const pixel = new Picture(await page.screenshot()).at(200, 250)
      return isRed(...pixel) ? 'red' : isBlue(...pixel) ? 'blue' : pixel.join()
    }
    await eventually(middle).toBe('blue')
    const headset = new Headset(page)
    await headset.enter('VR')
    await eventually(middle).toBe('red')
    await headset.exit()
    await eventually(middle).toBe('blue')
    expect(errors).toEqual([])
    await context.close()
  })
})

describe('a Stage that adjusts the view', () => {
  it('shows all that stands on it, what comes later too, until the person moves the view', async () => {
    const crate = (key: string, x: number, color: string) =>
      Box({ key, args: [2, 2, 2], position: [x, 0, 0], materialType: 'basic', color })
    await using server = await startWith(
      Stage({ key: 'stage', adjustCamera: true, environment: false, shadows: false }, crate('red', 20, '#ff0000')),
    )
    const { page, context, errors } = await openPage(`https://127.0.0.1:${server.port}/?hideUI`)
    const session = await server.sessions.next()
    const seen = async (matches: typeof isRed, name: string) => {
      const { x, y, count } = (await keepPicture(page, name)).centroid(matches)
      return { isSeen: count > 50, x: Math.round(x / 10), y: Math.round(y / 10) }
    }
    // A box is not seen quite from the front: its middle is near that of the picture.
    const isInTheMiddle = async () => {
      const { isSeen, x, y } = await seen(isRed, 'stage-one')
      return isSeen && Math.abs(x - 32) <= 1 && Math.abs(y - 18) <= 1
    }
    await eventually(isInTheMiddle).toBe(true)
    session.add(crate('blue', -20, '#0000ff'), { to: 'stage' })
    await eventually(() => seen(isBlue, 'stage-two')).toMatchObject({ isSeen: true })
    const both = await seen(isRed, 'stage-two')
    expect(both.isSeen).toBe(true)
    expect(both.x).toBeGreaterThan(40)

    await page.mouse.move(320, 180)
    await page.mouse.down()
    await page.mouse.move(320, 120, { steps: 4 })
    await page.mouse.up()
    await eventually(() => seen(isRed, 'stage-moved')).not.toEqual(both)
    const theirs = await seen(isRed, 'stage-moved')
    session.add(crate('far', 60, '#00ff00'), { to: 'stage' })
    // What changes after it is a sign that the page has it.
    session.update({ key: 'blue', color: '#ffffff' })
    await eventually(() => seen(isBlue, 'stage-theirs')).toMatchObject({ isSeen: false })
    // What stands on a stage is measured twice a second.
    await page.waitForTimeout(700)
    expect(await seen(isRed, 'stage-theirs')).toEqual(theirs)
    expect(errors).toEqual([])
    await context.close()
  })
})
