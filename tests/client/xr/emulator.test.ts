import { GlobalSpace, metaQuest3, P_HAND_INPUT, P_SPACE, XRDevice, XRReferenceSpace, XRReferenceSpaceType } from 'iwer'
import { Euler, Matrix4, Quaternion, Vector3 } from 'three'
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { HAND_JOINTS, HAND_LENGTH } from '../../../protocol/index.ts'
import { readOffsetMatrices } from '../../../src/xr/emulatedDevice.ts'
import { mirror, setHandJoints } from '../../../src/xr/emulatedHand.ts'
import { moveWearer } from '../../../src/xr/emulatedMotion.ts'
import { startEmulator } from '../../../src/xr/emulator.ts'

/** 25 joints that are turned and placed each in its own way. */
function turnedJoints(seed: number): Float32Array {
  const joints = new Float32Array(HAND_LENGTH)
  for (let joint = 0; joint < HAND_JOINTS.length; joint += 1) {
    const place = new Vector3(0.2 + seed + joint / 50, 1.2 - joint / 90, -0.4 + joint / 70)
    const turn = new Quaternion().setFromEuler(new Euler(0.3 * seed + joint / 9, joint / 7 - 1, 0.5 - joint / 11))
    joints.set(new Matrix4().compose(place, turn, new Vector3(1, 1, 1)).toArray(), joint * 16)
  }
  return joints
}

beforeAll(() => {
  // iwer puts its canvas into the page when a device is made; nothing here draws.
  const element = { style: {}, dataset: {}, appendChild: () => {}, append: () => {} }
  vi.stubGlobal('document', { createElement: () => element, body: element })
  vi.stubGlobal('window', globalThis)
})

const newDevice = () => new XRDevice(metaQuest3, { stereoEnabled: true, ipd: 0.064 })

/** What a page would get from this hand: iwer's own spaces, multiplied out. */
function jointsOf(device: XRDevice, side: 'left' | 'right'): Float32Array {
  const hand = device.hands[side]!
  hand.updateHandPose()
  const worldFromRay = new Matrix4().compose(
    new Vector3(hand.position.x, hand.position.y, hand.position.z),
    new Quaternion(hand.quaternion.x, hand.quaternion.y, hand.quaternion.z, hand.quaternion.w),
    new Vector3(1, 1, 1),
  )
  const joints = new Float32Array(HAND_LENGTH)
  for (const [index, name] of HAND_JOINTS.entries()) {
    const offset = hand.inputSource.hand!.get(name as never)![P_SPACE].offsetMatrix
    joints.set(new Matrix4().fromArray(offset).premultiply(worldFromRay).toArray(), index * 16)
  }
  return joints
}

const largestDifference = (a: Float32Array, b: Float32Array) =>
  Math.max(...a.map((value, index) => Math.abs(value - b[index]!)))

describe('the emulated headset', () => {
  test('a name that is none of ours lists those that are', async () => {
    await expect(startEmulator('quest9')).rejects.toThrow(
      'There is no emulated headset "quest9"; choose one of quest3, questpro, quest2, visionpro.',
    )
  })
})

describe('an emulated space with an offset', () => {
  const own = XRReferenceSpace.prototype.getOffsetReferenceSpace
  afterEach(() => {
    XRReferenceSpace.prototype.getOffsetReferenceSpace = own
  })

  const place = new Matrix4().compose(
    new Vector3(1, 0.2, -3),
    new Quaternion().setFromEuler(new Euler(0.2, 1.1, -0.4)),
    new Vector3(1, 1, 1),
  )
  const offset = new Matrix4().compose(
    new Vector3(0.3, -1.5, 2),
    new Quaternion().setFromEuler(new Euler(0, 0.7, 0)),
    new Vector3(1, 1, 1),
  )
  /** iwer's own spaces, multiplied out to the emulated room. */
  const roomFrom = (space: XRReferenceSpace) => {
    const matrix = new Matrix4()
    for (
      let at = space as XRReferenceSpace | undefined;
      at;
      at = at[P_SPACE].parentSpace as XRReferenceSpace | undefined
    ) {
      matrix.premultiply(new Matrix4().fromArray(at[P_SPACE].offsetMatrix))
    }
    return Float32Array.from(matrix.elements)
  }
  const expected = Float32Array.from(place.clone().multiply(offset).elements)

  test('stands where its transform says, also after a second device was made, and takes a matrix as before', () => {
    const space = new XRReferenceSpace(
      XRReferenceSpaceType.Unbounded,
      new GlobalSpace(),
      Float32Array.from(place.elements),
    )
    const transform = { matrix: Float32Array.from(offset.elements) }
    const standsThere = (given: unknown) =>
      largestDifference(roomFrom(space.getOffsetReferenceSpace(given as Float32Array)), expected) < 1e-5
    expect(standsThere(transform)).toBe(false)
    readOffsetMatrices()
    expect(standsThere(transform)).toBe(true)
    readOffsetMatrices()
    expect(standsThere(transform)).toBe(true)
    expect(standsThere(transform.matrix)).toBe(true)
  })
})

describe('emulated hands', () => {
  test.each(['left', 'right'] as const)('the %s hand shows exactly the joints that it is given', (side) => {
    const device = newDevice()
    const joints = turnedJoints(side === 'left' ? 0.1 : 0.7)
    setHandJoints(device, side, joints)
    expect(largestDifference(jointsOf(device, side), joints)).toBeLessThan(1e-5)
    expect(device.primaryInputMode).toBe('hand')
  })

  test('both hands keep their own joints, also while they pinch', () => {
    const device = newDevice()
    setHandJoints(device, 'left', turnedJoints(0.1))
    setHandJoints(device, 'right', turnedJoints(0.7))
    device.hands.left!.setPinchValueImmediate(0.6)
    expect(largestDifference(jointsOf(device, 'left'), turnedJoints(0.1))).toBeLessThan(1e-5)
    expect(largestDifference(jointsOf(device, 'right'), turnedJoints(0.7))).toBeLessThan(1e-5)
  })

  test('another device is not changed by it', () => {
    setHandJoints(newDevice(), 'left', turnedJoints(0.1))
    expect(newDevice().hands.left![P_HAND_INPUT].poses.given).toBeUndefined()
  })

  test('null takes the hand away, and joints bring it back', () => {
    const device = newDevice()
    setHandJoints(device, 'right', null)
    expect(device.hands.right!.connected).toBe(false)
    setHandJoints(device, 'right', turnedJoints(0.1))
    expect(device.hands.right!.connected).toBe(true)
  })

  test('mirroring twice changes nothing', () => {
    const once = turnedJoints(0.3).slice(16, 32)
    const twice = once.slice()
    mirror(twice)
    expect(twice[12]).toBe(-once[12]!)
    mirror(twice)
    expect(twice).toEqual(once)
  })
})

describe('the emulated wearer', () => {
  const placeOf = ({ position }: { position: { x: number; y: number; z: number } }) => [
    position.x,
    position.y,
    position.z,
  ]

  test('walks ahead, and carries what is in the hands', () => {
    const device = newDevice()
    const controller = device.controllers.left!
    const [x, y, z] = placeOf(controller)
    device.position.set(0, 1.6, 0)
    moveWearer(device, new Set(['KeyW']), 0.5)
    expect(device.position.z).toBeCloseTo(-0.6, 5)
    expect(placeOf(controller)[2]).toBeCloseTo(z! - 0.6, 5)
    expect(placeOf(controller).slice(0, 2)).toEqual([expect.closeTo(x!, 5), expect.closeTo(y!, 5)])
  })

  test('turns left around the head, with the hands before it, and walks that way', () => {
    const device = newDevice()
    device.position.set(0, 1.6, 0)
    device.controllers.left!.position.set(0, 1.2, -0.5)
    moveWearer(device, new Set(['ArrowLeft']), Math.PI / 2 / 1.2)
    expect(placeOf(device.controllers.left!)).toEqual([
      expect.closeTo(-0.5, 5),
      expect.closeTo(1.2, 5),
      expect.closeTo(0, 5),
    ])
    moveWearer(device, new Set(['KeyW']), 1)
    expect(device.position.x).toBeCloseTo(-1.2, 5)
  })

  test('looks up without its hands, and never over its back', () => {
    const device = newDevice()
    const before = placeOf(device.controllers.right!)
    moveWearer(device, new Set(['ArrowUp']), 10)
    const look = new Euler().setFromQuaternion(
      new Quaternion(device.quaternion.x, device.quaternion.y, device.quaternion.z, device.quaternion.w),
      'YXZ',
    )
    expect(look.x).toBeCloseTo(1.4, 5)
    expect(placeOf(device.controllers.right!)).toEqual(before.map((value) => expect.closeTo(value, 6)))
  })
})
