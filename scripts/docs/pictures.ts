// `npm run docs:pictures`: makes the pictures of the guides from the running program; `-- panel` makes only that one. Build first.
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { PNG } from 'pngjs'
import { Euler, Matrix4, Quaternion, Vector3 } from 'three'
import { demonstration } from '../../server/demo.ts'
import {
  AmbientLight,
  Anchor,
  Box,
  Button,
  Clickable,
  Cylinder,
  DefaultScene,
  DirectionalLight,
  GUI,
  GuiText,
  Hands,
  HitTest,
  Movable,
  Scene,
  Select,
  Slider,
  Sphere,
  Toggle,
  type VuerSession,
  WebXRMesh,
  WebXRPlanes,
} from '../../server/index.ts'
import { launchBrowser, openPage } from '../../tests/support/browser/chromium.ts'
import { livingRoom, putIntoRoom } from '../../tests/support/browser/emulatedRoom.ts'
import { Headset } from '../../tests/support/browser/headset.ts'
import { handPlaced, WATCHED } from '../../tests/support/placedHand.ts'
import { startProxy } from '../../tests/support/server/cuttableProxy.ts'
import { SessionQueue } from '../../tests/support/server/sessionQueue.ts'
import { startServer } from '../../tests/support/server/socketClient.ts'
import { startExample } from '../../tests/support/server/startExample.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const folder = `${root}docs/images`
const tutorial = JSON.parse(await readFile(`${root}tests/fixtures/tutorial-scenes.json`, 'utf8')) as Record<
  string,
  string
>

await mkdir(folder, { recursive: true })
const browser = await launchBrowser()
const demonstrated = new SessionQueue()
await using server = await startServer({}, (app) =>
  app.spawn((session) => {
    demonstrated.add(session)
    return demonstration(session)
  }),
)
const address = `https://127.0.0.1:${server.port}/`

/** Both eyes beside each other, each as wide as high. */
const EYES = { width: 1400, height: 700 }
const HEAD = [0, 1.5, 0.12] as const
/** Looking a little down, at the table. */
const AT_TABLE = [-0.24, 0, 0, 0.971] as const

/** Colours are rounded by what nobody sees, which makes the file a third smaller. */
const COLOR_STEP = 2
const ALPHA = 3

async function save(page: Page, name: string): Promise<void> {
  const picture = PNG.sync.read(await page.screenshot())
  const { data } = picture
  for (let at = 0; at < data.length; at += 1) if (at % 4 !== ALPHA) data[at]! -= data[at]! % COLOR_STEP
  const path = `docs/images/${name}.png`
  await writeFile(
    `${root}${path}`,
    PNG.sync.write(picture, { colorType: 2, filterType: 0, deflateLevel: 9, deflateStrategy: 0 }),
  )
  console.log(path)
}

/** Software rendering takes its time: a picture is taken when two in a row are the same, or after ten seconds. */
async function shoot(page: Page, name: string): Promise<void> {
  let last = await page.screenshot()
  for (let round = 0; round < 20; round += 1) {
    await page.waitForTimeout(500)
    const next = await page.screenshot()
    if (next.equals(last)) break
    last = next
  }
  await save(page, name)
}

async function openHeadset(url: string) {
  const { page, context } = await openPage(browser, `${url}?emulate=quest3`, EYES)
  const headset = new Headset(page)
  return {
    page,
    context,
    headset,
    /** And leaves nothing before the eyes that is the page's. */
    async enter(mode: 'VR' | 'AR') {
      await headset.enter(mode)
      await page.addStyleTag({ content: '.overlay, [role=note] { display: none }' })
    },
  }
}

/** The demonstration in a headset, with something in the person's hands. */
async function demonstrationIn(mode: 'VR' | 'AR', name: string, hold: (headset: Headset) => Promise<void>) {
  const { page, context, headset, enter } = await openHeadset(address)
  const session = await demonstrated.next()
  if (mode === 'AR') await putIntoRoom(page, livingRoom(), { seen: 'meshes' })
  await enter(mode)
  await headset.setHead(HEAD, AT_TABLE)
  await hold(headset)
  await page.waitForTimeout(6000)
  await ringIsSeenAsOne(session, HEAD)
  await save(page, name)
  await headset.exit()
  await context.close()
}

/** The ring turns; waits for the beginning of a second in which it is neither a line nor a circle for who looks from there. */
async function ringIsSeenAsOne(session: VuerSession, from: Place): Promise<void> {
  const { speeds, center } = RING
  const view = new Vector3(...from).sub(center).normalize()
  const isClear = (x: number, y: number) => {
    const facing = Math.abs(new Vector3(0, 0, 1).applyEuler(new Euler(x, y, 0)).dot(view))
    return facing > 0.35 && facing < 0.95
  }
  for (;;) {
    const [x, y] = session.graph.get('ring')!.props.rotation as [number, number]
    if ([0, 0.25, 0.5, 0.75, 1].every((seconds) => isClear(x + speeds.x * seconds, y + speeds.y * seconds))) return
    await session.sleep(20)
  }
}
/** As the demonstration has it: radians per second, and metres. */
const RING = { speeds: { x: 0.9, y: 0.6 }, center: new Vector3(0, 1.35, -0.9) }

const hands = async (headset: Headset) => {
  await headset.setInputMode('hand')
  const turned = (angle: number) => new Matrix4().makeRotationY(angle).multiply(new Matrix4().makeRotationX(0.35))
  await headset.setHand('left', handPlaced('left', turned(-0.3), new Vector3(-0.2, 1.1, -0.2)))
  await headset.setHand('right', handPlaced('right', turned(0.3), new Vector3(0.2, 1.1, -0.2)))
}

const controllers = async (headset: Headset) => {
  await headset.setController('left', [-0.2, 1.16, -0.24], [-0.2, -0.16, 0.03, 0.966])
  await headset.setController('right', [0.2, 1.16, -0.24], [-0.2, 0.16, -0.03, 0.966])
}

/** The right controller, which points at something. */
async function aim(headset: Headset, from: Place, at: Place): Promise<void> {
  const turn = new Matrix4().lookAt(new Vector3(...from), new Vector3(...at), new Vector3(0, 1, 0))
  const { x, y, z, w } = new Quaternion().setFromRotationMatrix(turn)
  await headset.setController('right', from, [x, y, z, w])
}
type Place = readonly [x: number, y: number, z: number]

/** The panel above the left wrist, the right hand about to press it. */
async function panel(): Promise<void> {
  const controls = [
    GuiText({ key: 'recording', label: 'Recording', text: 'episode 12, 0:41', level: 'success' }),
    Slider({ key: 'speed', label: 'Speed', max: 1, step: 0.05, value: 0.35, unit: 'm/s' }),
    Toggle({ key: 'gripper', label: 'Gripper closed', value: true }),
    Select({ key: 'mode', label: 'Mode', options: ['position', 'velocity'], value: 'velocity' }),
    Button({ key: 'home', label: 'Go home' }),
  ]
  await using controlled = await startTable([GUI({ key: 'arm', title: 'Arm' }, ...controls)])
  const { page, context, headset, enter } = await openHeadset(`https://127.0.0.1:${controlled.port}/`)
  const session = await controlled.sessions.next()
  await enter('VR')
  await headset.setHead([0.06, 1.5, 0.12], [-0.12, 0, 0, 0.993])
  await headset.setInputMode('hand')
  await headset.setHand('left', handPlaced('left', WATCHED, new Vector3(-0.04, 1.26, -0.24)))
  const fromTheRight = new Matrix4().makeRotationY(1.1)
  await headset.setHand('right', handPlaced('right', fromTheRight, new Vector3(0.12, 1.4, -0.17), 'index-finger-tip'))
  await page.waitForTimeout(6000)
  session.notify('Put the part on the table', { forMs: 60_000 })
  await page.waitForTimeout(6000)
  await save(page, 'panel')
  await headset.exit()
  await context.close()
}

/** What a person is told who looks at nothing of ours: the connection is lost, and the script had said something. */
async function message(): Promise<void> {
  await using wire = await startProxy(server.port)
  const { page, context, headset, enter } = await openHeadset(`https://127.0.0.1:${wire.port}/`)
  const session = await demonstrated.next()
  await enter('VR')
  await headset.setHead(HEAD, AT_TABLE)
  await controllers(headset)
  await page.waitForTimeout(3000)
  session.notify('Episode 12 is saved. Put the part back to where it was.', { forMs: 60_000 })
  await page.waitForTimeout(3000)
  await ringIsSeenAsOne(session, HEAD)
  wire.down()
  await page.waitForTimeout(4000)
  await save(page, 'message')
  await headset.exit()
  await context.close()
}

/** Things to take: one controller holds a block, the other points at a lever. */
async function interaction(): Promise<void> {
  const block = Box({ key: 'block', args: [0.12, 0.12, 0.12], color: '#2e90fa' })
  const knob = Box({ key: 'knob', args: [0.05, 0.16, 0.05], color: '#f79009' })
  await using things = await startServer({}, (app) =>
    app.spawn((session) =>
      session.set(
        DefaultScene(
          { background: '#20242d' },
          Box({ key: 'table', args: [1.2, 0.04, 0.6], position: [0, 0.9, -0.75], color: '#667085' }),
          Box({ key: 'place', args: [0.14, 0.01, 0.14], position: [0.25, 0.925, -0.65], color: '#fec84b' }),
          Movable({ key: 'part', position: [-0.3, 0.98, -0.65], handle: 0, scale: 0.16 }, block),
          Movable({ key: 'lever', position: [0.1, 1, -0.9], handle: 0, showFrame: false }, knob),
          Clickable({ key: 'again', position: [0, 0.95, -0.6] }, Sphere({ args: [0.04], color: '#f04438' })),
        ),
      ),
    ),
  )
  const { page, context, headset, enter } = await openHeadset(`https://127.0.0.1:${things.port}/`)
  await enter('VR')
  await headset.setHead([0, 1.5, -0.08], [-0.28, 0, 0, 0.96])
  await aim(headset, [0.2, 1.15, -0.35], [0.1, 1.02, -0.9])
  await headset.setController('left', [-0.3, 1, -0.6], [0, 0, 0, 1])
  // Views and models are loaded by then.
  await page.waitForTimeout(6000)
  await headset.pressButton('left', 'squeeze', 1)
  await headset.frames(5)
  await headset.setController('left', [-0.16, 1.16, -0.5], [0.1, 0.25, 0.1, 0.958])
  await headset.frames(10)
  await save(page, 'interaction')
  await headset.exit()
  await context.close()
}

/** A room with flags that stay where they are, and a ring where the controller points. */
async function arRoom(): Promise<void> {
  const flag = (key: string, position: [number, number, number]) =>
    Anchor(
      { key, position },
      Cylinder({ args: [0.008, 0.008, 0.4], position: [0, 0.2, 0], color: '#ffffff' }),
      Box({ args: [0.18, 0.12, 0.004], position: [0.094, 0.33, 0], color: '#e03131' }),
    )
  const bgChildren = [
    WebXRMesh({ opacity: 0, occluder: true }),
    WebXRPlanes({ opacity: 0.1 }),
    HitTest({ source: 'right', reticleSize: 0.16, color: '#f79009' }),
    AmbientLight({ intensity: 1 }),
    DirectionalLight({ position: [1, 3, 2], intensity: 2 }),
  ]
  await using room = await startServer({}, (app) =>
    app.spawn((session) =>
      session.set(Scene({ bgChildren }, flag('on-the-floor', [0.2, 0, -1.6]), flag('on-the-table', [1.3, 0.45, -0.3]))),
    ),
  )
  const { page, context, headset, enter } = await openHeadset(`https://127.0.0.1:${room.port}/`)
  await page.getByText('Connected').waitFor()
  await putIntoRoom(page, livingRoom(), { seen: 'meshes' })
  await enter('AR')
  await headset.setHead([0.3, 1.7, 1.5], [-0.16, -0.1, 0, 0.98])
  await aim(headset, [0.75, 1.3, 1], [-0.1, 0, -0.6])
  await headset.setController('left', [0.1, 1.3, 2], [0, 0, 0, 1])
  await page.waitForTimeout(8000)
  await save(page, 'ar-room')
  await headset.exit()
  await context.close()
}

/** Little to draw: the figures on the panel are those of this machine, which draws in software. */
async function startTable(htmlChildren: ReturnType<typeof GUI>[]) {
  const sessions = new SessionQueue()
  const look = { materialType: 'basic', color: '#3b6ea5' } as const
  const bgChildren = [Hands({ fps: 60, showFrame: false })]
  const table = Box({
    key: 'table',
    args: [1.2, 0.04, 0.7],
    position: [0, 0.9, -0.7],
    materialType: 'basic',
    color: '#4a5060',
  })
  const part = Box({
    key: 'part',
    args: [0.12, 0.12, 0.12],
    position: [-0.3, 0.98, -0.6],
    rotation: [0, 0.5, 0],
    ...look,
  })
  const started = await startServer({}, (app) =>
    app.spawn((session) => {
      session.set(Scene({ background: '#20242d', grid: false, bgChildren, htmlChildren }, table, part))
      sessions.add(session)
    }),
  )
  return Object.assign(started, { sessions })
}

const PICTURES: Readonly<Record<string, () => Promise<void>>> = {
  async desktop() {
    const { page, context } = await openPage(browser, address, { width: 1000, height: 620 })
    await page.getByText('Connected').waitFor()
    const session = await demonstrated.next()
    await page.waitForTimeout(3000)
    await ringIsSeenAsOne(session, [1.15, 1.55, 0.75])
    await save(page, 'desktop')
    await context.close()
  },
  materials: () => tutorialScene('materials', 'materials'),
  headset: () => demonstrationIn('VR', 'headset', hands),
  'headset-controllers': () => demonstrationIn('VR', 'headset-controllers', controllers),
  'headset-ar': () => demonstrationIn('AR', 'headset-ar', hands),
  panel,
  message,
  interaction,
  'ar-room': arRoom,
  'many-things': () => exampleScene('many-things'),
}

async function tutorialScene(scene: string, name: string): Promise<void> {
  const url = `${address}?hideUI&scene=${encodeURIComponent(tutorial[scene]!)}`
  const { page, context } = await openPage(browser, url, { width: 1000, height: 620 })
  await shoot(page, name)
  await context.close()
}

/** An example as it is after a few seconds. */
async function exampleScene(name: string): Promise<void> {
  await using example = await startExample(name)
  await example.prints(/is ready/)
  const { page, context } = await openPage(browser, `${example.url}?hideUI`, { width: 1000, height: 620 })
  await page.waitForTimeout(6000)
  await save(page, name)
  await context.close()
}

const wanted = process.argv.slice(2)
for (const [name, make] of Object.entries(PICTURES)) if (wanted.length === 0 || wanted.includes(name)) await make()
await browser.close()
