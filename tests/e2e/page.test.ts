import { writeFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import {
  AnimationClip,
  AutoScroll,
  Box,
  Button,
  type ClientEvent,
  Div,
  element,
  Grid,
  Img,
  Input,
  KeyboardMonitor,
  Markdown,
  PerspectiveCamera,
  PlaybackAnimate,
  PointerControls,
  Scene,
  Slider,
  TimelineControls,
  VectorTrack,
} from 'vuer-xr'
import { foreignRequests } from '../support/browser/chromium.ts'
import { makePictures } from '../support/browser/makePictures.ts'
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

/** A server that remembers what it hears of these events. */
async function startListening(scene: Parameters<typeof Scene>[0], ...names: string[]) {
  const sessions = new SessionQueue()
  const heard: [string, string | undefined, unknown][] = []
  const server = await startServer({}, (app) => {
    for (const name of names)
      app.addHandler(name, ({ etype, key, value }: ClientEvent) => void heard.push([etype, key, value ?? undefined]))
    app.spawn((session) => {
      session.set(Scene({ grid: false, background: '#000000', ...scene }))
      sessions.add(session)
    })
  })
  return { ...server, sessions, heard }
}

describe('HTML of a scene', () => {
  it('is drawn beside the picture, says what the person does, and runs nothing', async () => {
    const evil = { tag: 'a', key: 'evil', href: 'javascript:document.title="evil"', onclick: 'document.title="evil"' }
    await using server = await startListening(
      {
        bgChildren: [KeyboardMonitor({ key: 'keys', enableKeyDown: true, enableKeyUp: true })],
        htmlChildren: [
          Div(
            { key: 'pane' },
            Markdown(
              { key: 'text' },
              '# Robot\nThe **arm** is <img src=x onerror="document.title=1"> `ready`.\n\n- one\n- two',
            ),
            { ...evil, children: ['a link'] },
            Button({ key: 'go', label: 'Go' }),
            Slider({ key: 'speed', label: 'Speed', max: 10, value: 3 }),
            Input({ key: 'command', placeholder: 'Command', clearOnSubmit: true }),
            Img({ key: 'picture', alt: 'Camera' }),
          ),
          AutoScroll({ key: 'log', style: { maxHeight: 60, width: 200 } }),
        ],
      },
      'CLICK',
      'SET',
      'INPUT',
      'KeyDown',
      'KeyUp',
    )
    const { page, context, errors, requests } = await openPage(`https://127.0.0.1:${server.port}/`, {
      width: 1000,
      height: 700,
    })
    const session = await server.sessions.next()
    const { heard } = server
    await page.getByRole('heading', { name: 'Robot' }).waitFor()
    const title = await page.title()

    const [picture] = await makePictures(page, { width: 80, height: 40, count: 1, type: 'image/png', color: '#ff8800' })
    session.update({ key: 'picture', src: picture! })
    const shown = page.getByRole('img', { name: 'Camera' })
    await eventually(async () => (await shown.boundingBox())?.width).toBe(80)
    await shown.click({ position: { x: 20, y: 10 } })
    await page.getByRole('button', { name: 'Go' }).click()
    await page.getByText('a link').click()
    await page.getByRole('textbox', { name: 'Command' }).fill('')
    await page.getByRole('textbox', { name: 'Command' }).pressSequentially('pick')
    await page.keyboard.press('Enter')
    await page.evaluate(() => (document.activeElement as HTMLElement).blur())
    await page.keyboard.press('a')
    await page.getByRole('slider', { name: 'Speed' }).focus()
    await page.keyboard.press('ArrowRight')
    const key = { key: 'a', code: 'KeyA', shiftKey: false, ctrlKey: false, altKey: false, metaKey: false }
    // The pane stands between pixels, and a mouse on one.
    const near = (pixels: number) => expect.toSatisfy((value: number) => Math.abs(value - pixels) <= 1)
    await eventually(() => heard).toEqual([
      ['CLICK', 'picture', { x: near(20), y: near(10), w: 80, h: 40 }],
      ['CLICK', 'go', undefined],
      ['INPUT', 'command', 'pick'],
      ['KeyDown', 'keys', { ...key, repeat: false, isComposing: false }],
      ['KeyUp', 'keys', { ...key, repeat: false, isComposing: false }],
      ['SET', 'speed', 4],
    ])
    expect(await page.getByRole('textbox', { name: 'Command' }).inputValue()).toBe('')
    for (let line = 0; line < 8; line += 1) session.add(element('div', {}, `line ${line}`), { to: 'log' })
    await eventually(() => page.getByText('line 7').isVisible()).toBe(true)
    await eventually(() => page.locator('.html-scroll').evaluate((box) => box.scrollTop > 0)).toBe(true)
    await keepPicture(page, 'page-html')
    expect(await page.title()).toBe(title)
    // The script’s own mistakes are listed.
    await page.getByRole('button', { name: 'on this scene' }).click()
    await page.getByText('href: addresses of the kind javascript: are not used').first().waitFor()
    expect(errors).toEqual([])
    expect(foreignRequests(requests, server.port)).toEqual([])
    await context.close()
  })
})

describe('what happens on the page', () => {
  it('is told: clicks of the view, and steps of a timeline that moves the scene', async () => {
    await using server = await startListening(
      {
        bgChildren: [
          PointerControls({ key: 'pointer', parentKey: 'cloud' }),
          TimelineControls({ key: 'time', end: 60, fps: 30 }),
          PerspectiveCamera({ key: 'main', makeDefault: true, position: [0, 0, 4], lookAt: [0, 0, 0] }),
        ],
        children: [
          PlaybackAnimate(
            { key: 'play' },
            AnimationClip(
              { key: 'slide' },
              VectorTrack({ key: 'track', name: 'box.position', times: [0, 2], values: [-1, 0, 0, 1, 0, 0] }),
            ),
            Box({ key: 'box', args: [0.4, 0.4, 0.4], materialType: 'basic', color: '#ff00ff' }),
          ),
        ],
      },
      'MOUSE_CLICK',
      'TIMELINE_STEP',
    )
    const { page, context, errors } = await openPage(`https://127.0.0.1:${server.port}/`)
    const { heard } = server
    const isMagenta = (r: number, g: number, b: number) => r > 200 && g < 60 && b > 200
    const boxX = async () => new Picture(await page.screenshot()).centroid(isMagenta).x
    await eventually(boxX).toBeLessThan(300)
    // Each part of the page comes when it is loaded, and hears the clicks from then on.
    const told = async () => {
      await page.mouse.click(160, 90)
      return heard.find(([etype]) => etype === 'MOUSE_CLICK')
    }
    await eventually(told).toEqual([
      'MOUSE_CLICK',
      'cloud',
      { pointerX: 0.25, pointerY: 0.25, offsetX: 160, offsetY: 90, offsetWidth: 640, offsetHeight: 360 },
    ])
    await page.getByRole('slider', { name: 'Time' }).fill('60')
    await eventually(boxX).toBeGreaterThan(340)
    await eventually(() => (heard.at(-1)?.[2] as { step?: number } | undefined)?.step).toBe(60)
    await page.getByRole('button', { name: 'Play' }).click()
    await eventually(() => heard.filter(([etype]) => etype === 'TIMELINE_STEP').length).toBeGreaterThan(6)
    await keepPicture(page, 'page-timeline')
    expect(errors).toEqual([])
    await context.close()
  })

  it('a click on a grid that rays meet is told with its place, also by pointer controls; not through what stands on it', async () => {
    await using server = await startListening(
      {
        bgChildren: [
          Grid({ key: 'floor', enableRaycast: true }),
          PointerControls({ key: 'pointer' }),
          PerspectiveCamera({ key: 'main', makeDefault: true, position: [0, 3, 3], lookAt: [0, 0, 0], fov: 50 }),
        ],
        children: [Box({ key: 'box', args: [0.5, 0.5, 0.5], position: [-1, 0.25, 0], color: '#ff00ff' })],
      },
      'ON_CLICK',
      'ADD_MARKER',
      'MOUSE_CLICK',
    )
    const { page, context, errors } = await openPage(`https://127.0.0.1:${server.port}/`)
    const { heard } = server
    await server.sessions.next()
    /** Each part of the page hears of clicks from when it is loaded: what is told of one, or of one that comes later. */
    const clickAt = async (x: number, y: number) => {
      await page.mouse.click(x, y)
      const nameOf = ([etype, key, value]: (typeof heard)[number]) => [etype, key ?? (value as { key?: string }).key]
      return heard.slice(-2).map(nameOf).sort()
    }
    await eventually(() => clickAt(320, 180)).toEqual([
      ['ADD_MARKER', 'pointer'],
      ['ON_CLICK', 'floor'],
    ])
    const value = (name: string) => heard.findLast(([etype]) => etype === name)![2] as Record<string, unknown>
    const nearly = (number: number) => expect.closeTo(number, 1)
    expect(value('ON_CLICK')).toMatchObject({
      key: 'floor',
      point: [nearly(0), nearly(0), nearly(0)],
      pointer: 'mouse',
    })
    expect(value('ON_CLICK').distance).toBeCloseTo(Math.hypot(3, 3), 1)
    expect(value('ADD_MARKER').position).toEqual({ x: nearly(0), y: nearly(0), z: nearly(0) })
    // The box stands at a third of the picture.
    await eventually(() => clickAt(230, 175)).toEqual([
      ['MOUSE_CLICK', 'pointer'],
      ['ON_CLICK', 'box'],
    ])
    expect(errors).toEqual([])
    await context.close()
  })
})
