import type { XRDevice } from 'iwer'
import { Euler, Quaternion, Vector3 } from 'three'
import { showHint } from './emulatorHint.ts'

/** Radians and metres per second. */
const TURN_SPEED = 1.2
const WALK_SPEED = 1.2
const MAX_PITCH = 1.4
/** A tab in the background gets no frames; the first one after it must not jump. Seconds. */
const LONGEST_STEP = 0.1

const HINT = 'Emulated headset: arrows look, W A S D walk, Q E down and up, H hands or controllers'

/** Keys by their place, so that other keyboard layouts work too: what each does to turn or walk. */
const TURNS: Readonly<Record<string, readonly [yaw: number, pitch: number]>> = {
  ArrowLeft: [1, 0],
  ArrowRight: [-1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
}
const WALKS: Readonly<Record<string, readonly [x: number, y: number, z: number]>> = {
  KeyA: [-1, 0, 0],
  KeyD: [1, 0, 0],
  KeyQ: [0, -1, 0],
  KeyE: [0, 1, 0],
  KeyW: [0, 0, -1],
  KeyS: [0, 0, 1],
}

type Posed = Pick<XRDevice, 'position' | 'quaternion'>
/** What is moved: the headset, and what its wearer carries. */
export type Wearer = Posed & { controllers: Partial<Record<string, Posed>>; hands: Partial<Record<string, Posed>> }

/**
 * Moves the wearer for as long as `keys` (by `KeyboardEvent.code`) are held for `seconds`. Hands and controllers come
 * along: they keep their place before the body, which turns with the head and does not nod with it.
 */
export function moveWearer(wearer: Wearer, keys: ReadonlySet<string>, seconds: number): void {
  let yawTurn = 0
  let pitchTurn = 0
  walk.set(0, 0, 0)
  for (const key of keys) {
    const turn = TURNS[key]
    const step = WALKS[key]
    if (turn) {
      yawTurn += turn[0]
      pitchTurn += turn[1]
    }
    if (step) walk.add(direction.fromArray(step))
  }
  if (yawTurn === 0 && pitchTurn === 0 && walk.lengthSq() === 0) return

  look.setFromQuaternion(turnOf(wearer), 'YXZ')
  const yaw = look.y
  look.y += yawTurn * TURN_SPEED * seconds
  look.x = Math.min(MAX_PITCH, Math.max(-MAX_PITCH, look.x + pitchTurn * TURN_SPEED * seconds))
  walk.multiplyScalar(WALK_SPEED * seconds).applyAxisAngle(UP, look.y)
  bodyTurn.setFromAxisAngle(UP, look.y - yaw)

  center.copy(placeOf(wearer))
  for (const carried of [...Object.values(wearer.controllers), ...Object.values(wearer.hands)]) {
    if (!carried) continue
    setPlace(carried, placeOf(carried).sub(center).applyQuaternion(bodyTurn).add(center).add(walk))
    setTurn(carried, turnOf(carried).premultiply(bodyTurn))
  }
  setPlace(wearer, center.add(walk))
  setTurn(wearer, headTurn.setFromEuler(look))
}

/** Lets the keyboard move the emulated headset, and says so on the page. */
export function driveWithKeyboard(device: XRDevice, hint = HINT): void {
  const held = new Set<string>()
  let last = 0
  const step = (timeMs: number) => {
    moveWearer(device, held, Math.min(LONGEST_STEP, (timeMs - last) / 1000))
    last = timeMs
    if (held.size > 0) requestAnimationFrame(step)
  }
  addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
    if (event.code === 'KeyH' && !event.repeat) {
      device.primaryInputMode = device.primaryInputMode === 'hand' ? 'controller' : 'hand'
    }
    if (!(event.code in TURNS || event.code in WALKS) || held.has(event.code)) return
    held.add(event.code)
    if (held.size > 1) return
    last = performance.now()
    requestAnimationFrame(step)
  })
  addEventListener('keyup', (event) => held.delete(event.code))
  addEventListener('blur', () => held.clear())
  showHint(hint)
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'))

const UP = new Vector3(0, 1, 0)
const walk = new Vector3()
const direction = new Vector3()
const center = new Vector3()
const place = new Vector3()
const look = new Euler()
const turn = new Quaternion()
const bodyTurn = new Quaternion()
const headTurn = new Quaternion()

const placeOf = ({ position }: Posed) => place.set(position.x, position.y, position.z)
const turnOf = ({ quaternion }: Posed) => turn.set(quaternion.x, quaternion.y, quaternion.z, quaternion.w)
const setPlace = (posed: Posed, { x, y, z }: Vector3) => posed.position.set(x, y, z)
const setTurn = (posed: Posed, { x, y, z, w }: Quaternion) => posed.quaternion.set(x, y, z, w)
