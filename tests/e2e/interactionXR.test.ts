import { Matrix4, Quaternion, Vector3 } from 'three'
import { describe, expect, it } from 'vitest'
import { Box, Clickable, Grid, Group, Hands, MotionControllers, Movable, Pivot } from 'vuer-xr'
import type { Side } from '../support/browser/headset.ts'
import { InteractionStage } from '../support/browser/interactionStage.ts'
import { sharedBrowser } from '../support/browser/sharedBrowser.ts'
import { at, inverse, times } from '../support/matrices.ts'
import { handPlaced, POINTING } from '../support/placedHand.ts'
import { aroundAxis } from '../support/pose.ts'

const openPage = sharedBrowser()

/** Drawn by software, beside other tests: what comes, comes late. */
const eventually = <Value>(read: () => Value) => expect.poll(read, { timeout: 30_000 })

/** Where something that a hand holds rigidly is after the hand has moved. */
const carried = (object: Matrix4, from: Matrix4, to: Matrix4) => times(to, inverse(from), object)
/** A turn about an axis through a place, and a way to go after it. */
const turnedAbout = (place: readonly number[], axis: [number, number, number], degrees: number, way = [0, 0, 0]) =>
  times(at(way), at(place), at([0, 0, 0], aroundAxis(axis, degrees)), inverse(at(place)))

const box = (key: string, size: number, color = '#ff5050') => Box({ key, args: [size, size, size], color })
const movable = (key: string, position: number[], size: number, props: Parameters<typeof Movable>[0] = {}) =>
  Movable({ key, position, scale: 0.3, ...props }, box(`${key}-box`, size))

describe('controllers', () => {
  it('take an object by ray and one directly; both follow rigidly, whatever the script writes meanwhile', async () => {
    const places = { far: [0.1, 1.4, -0.9], near: [-0.3, 1.3, -0.3] }
    await using stage = await InteractionStage.open(openPage, {
      nodes: [movable('far', places.far, 0.16), movable('near', places.near, 0.16)],
    })
    const ray = at([0.1, 1.4, -0.1])
    const grip = at([-0.3, 1.3, -0.3])
    const offset = await stage.rayFromGrip('left')
    await stage.moveController('right', ray)
    await stage.moveController('left', grip)
    await stage.look('controllers-hover')
    await stage.press('right', 'trigger', 1)
    await stage.press('left', 'squeeze', 1)

    const rayTo = at([0.25, 1.5, 0], aroundAxis([0.3, 1, 0.2], 35))
    const gripTo = at([-0.45, 1.45, -0.2], aroundAxis([0, 1, 1], 70))
    await stage.moveController('right', rayTo)
    await stage.moveController('left', gripTo)
    const farNow = carried(at(places.far), ray, rayTo)
    const nearNow = carried(at(places.near), times(grip, offset), times(gripTo, offset))
    expect(await stage.isAt('far', farNow)).toMatchObject({ pointer: 'ray', hands: ['right'], tracking: 'tracked' })
    expect(await stage.isAt('near', nearNow)).toMatchObject({
      pointer: 'controller',
      hands: ['left'],
      tracking: 'tracked',
    })
    await stage.look('controllers-held')

    stage.session.update([
      { key: 'far', position: [0, 0, 0] },
      { key: 'near', position: [0, 0, 0] },
    ])
    await stage.headset.frames(10)
    await stage.press('right', 'trigger', 0)
    expect(await stage.nextEnd(0)).toMatchObject({ key: 'far', reason: 'released', pointer: 'ray', hands: ['right'] })
    await stage.press('left', 'squeeze', 0)
    expect(await stage.nextEnd(1)).toMatchObject({ key: 'near', reason: 'released', hands: ['left'] })
    await stage.isAt('far', farNow)
    await stage.isAt('near', nearNow)

    // Where it was let go it is taken again; and the first placement after that holds.
    stage.session.update({ key: 'far', position: places.far })
    await stage.headset.frames(10)
    await stage.moveController('right', ray)
    await stage.press('right', 'trigger', 1)
    await stage.moveController('right', at([0.2, 1.4, -0.1]))
    await stage.isAt('far', at([0.2, 1.4, -0.9]))
    await stage.leave()
    expect(await stage.nextEnd(2)).toMatchObject({ key: 'far', reason: 'interrupted' })
    expect(stage.ends).toHaveLength(3)
  }, 90_000)

  it('click with their rays on a grid that says that rays meet it, and reach through it with their grips', async () => {
    await using stage = await InteractionStage.open(openPage, {
      nodes: [Grid({ key: 'floor', enableRaycast: true }), movable('low', [-0.3, 0.05, -0.3], 0.16)],
    })
    // Half a turn downwards, from a metre above the floor: it is met a metre ahead.
    await stage.moveController('right', at([0.3, 1, 0], aroundAxis([1, 0, 0], -45)))
    await stage.look('floor-ray')
    await stage.press('right', 'trigger', 1)
    await stage.press('right', 'trigger', 0)
    await eventually(() => stage.pointers.find(({ etype }) => etype === 'ON_CLICK')?.value).toMatchObject({
      key: 'floor',
      pointer: 'ray',
      hand: 'right',
      point: [expect.closeTo(0.3, 1), expect.closeTo(0, 1), expect.closeTo(-1, 1)],
    })
    const grip = at([-0.3, 0.05, -0.3])
    await stage.moveController('left', grip)
    await stage.press('left', 'squeeze', 1)
    await stage.moveController('left', at([-0.3, 0.4, -0.3]))
    await stage.isAt('low', at([-0.3, 0.4, -0.3]))
    await stage.leave()
  }, 90_000)

  it('both hold one object: it follows the pair, twists by the mean of both, and stays in the hand that goes on', async () => {
    const start = at([0, 1.3, -0.4])
    await using stage = await InteractionStage.open(openPage, { nodes: [movable('part', [0, 1.3, -0.4], 0.3)] })
    const grips = { left: at([-0.12, 1.3, -0.38]), right: at([0.12, 1.3, -0.38]) }
    const offsets = { left: await stage.rayFromGrip('left'), right: await stage.rayFromGrip('right') }
    /** Holds a controller so that its grip is there. */
    const moveGrip = (side: Side, pose: Matrix4) => stage.moveController(side, times(pose, inverse(offsets[side])))
    for (const side of ['left', 'right'] as const) {
      await moveGrip(side, grips[side])
      await stage.press(side, 'squeeze', 1)
    }

    // The pair as one: round the vertical between them, and up and to the side.
    const turn = turnedAbout([0, 1.3, -0.38], [0, 1, 0.2], 30, [0.1, 0.15, -0.1])
    await moveGrip('left', times(turn, grips.left))
    await moveGrip('right', times(turn, grips.right))
    const both = await stage.isAt('part', times(turn, start))
    expect([...both.hands!].sort()).toEqual(['left', 'right'])
    expect(both.pointer).toBe('controller')
    await stage.look('both-hold')

    // One twists by 20 degrees about the line between them: half of that is the object's.
    for (const side of ['left', 'right'] as const) await moveGrip(side, grips[side])
    await stage.isAt('part', start)
    await moveGrip('left', times(turnedAbout([-0.12, 1.3, -0.38], [1, 0, 0], 20), grips.left))
    const twisted = times(turnedAbout([0, 1.3, -0.38], [1, 0, 0], 10), start)
    await stage.isAt('part', twisted)

    // One lets go: nothing jumps, and the other has it. The end comes once, after the last.
    await stage.press('left', 'squeeze', 0)
    const to = at([0.3, 1.5, -0.2], aroundAxis([1, 1, 0], 50))
    await moveGrip('right', to)
    const alone = await stage.isAt('part', carried(twisted, grips.right, to))
    expect(alone.hands).toEqual(['right'])
    expect(stage.ends).toEqual([])
    await stage.press('right', 'squeeze', 0)
    expect(await stage.nextEnd(0)).toMatchObject({ reason: 'released', hands: ['right'] })
    await stage.leave()
    expect(stage.ends).toHaveLength(1)
  }, 90_000)

  it('both rays on one object pull it larger where it may be resized', async () => {
    await using stage = await InteractionStage.open(openPage, {
      nodes: [movable('part', [0, 1.3, -0.8], 0.2, { resize: true })],
    })
    for (const [side, x] of [
      ['left', -0.05],
      ['right', 0.05],
    ] as const) {
      await stage.moveController(side, at([x, 1.3, 0]))
      await stage.press(side, 'trigger', 1)
    }
    await stage.moveController('left', at([-0.1, 1.3, 0]))
    await stage.moveController('right', at([0.1, 1.3, 0]))
    // Held at two places of its front, 0.1 m apart, which are 0.2 m apart now.
    await eventually(() => stage.moves.get('part')?.scale?.map((value) => Math.round(value * 1000))).toEqual([
      2000, 2000, 2000,
    ])
    const expected = new Matrix4().compose(new Vector3(0, 1.3, -0.9), new Quaternion(), new Vector3(2, 2, 2))
    const { matrixWorld, position } = stage.moves.get('part')!
    for (const [index, value] of expected.elements.entries()) expect(matrixWorld![index]).toBeCloseTo(value, 3)
    expect(position![2]).toBeCloseTo(-0.9, 3)
    await stage.leave()
  }, 60_000)

  it('move a Pivot inside a turned parent, by its handle or by what is inside, as far as it may', async () => {
    const parent = at([0.2, 1.2, -0.7], aroundAxis([0, 1, 0], 90))
    await using stage = await InteractionStage.open(openPage, {
      nodes: [
        Group(
          { position: [0.2, 1.2, -0.7], rotation: [0, Math.PI / 2, 0] },
          Pivot(
            {
              key: 'pivot',
              scale: 0.6,
              offset: [0, 0.2, 0],
              rotate: 'yaw',
              activeAxes: [true, false, true],
              translationLimits: [[-0.05, 0.05], null, null],
            },
            box('inside', 0.2),
          ),
        ),
      ],
    })
    // By what is inside: 0.3 m to the right and up is -z of the parent; nothing goes along its y, and x is limited.
    const ray = at([0.2, 1.2, 0])
    await stage.moveController('right', ray)
    await stage.look('pivot')
    await stage.press('right', 'trigger', 1)
    await stage.moveController('right', at([0.5, 1.35, 0.2]))
    const dragged = await stage.isAt('pivot', times(parent, at([-0.05, 0, 0.3])))
    expect(dragged.position).toEqual([expect.closeTo(-0.05, 3), 0, expect.closeTo(0.3, 3)])
    expect(dragged).toMatchObject({ pointer: 'ray', hands: ['right'] })
    // Of a turn in every way, what is about the vertical is left.
    await stage.moveController('right', at([0.5, 1.35, 0.2], aroundAxis([0, 1, 0], -20)))
    await eventually(() => stage.moves.get('pivot')?.rotation?.[1]).toBeCloseTo((-20 * Math.PI) / 180, 3)
    await stage.moveController('right', at([0.5, 1.35, 0.2], aroundAxis([0, 0, 1], 25)))
    await eventually(() => stage.moves.get('pivot')?.rotation?.[1]).toBeCloseTo(0, 3)
    expect(stage.moves.get('pivot')!.rotation!.slice(0, 3)).toEqual([
      expect.closeTo(0, 3),
      expect.closeTo(0, 3),
      expect.closeTo(0, 3),
    ])
    await stage.press('right', 'trigger', 0)
    expect(await stage.nextEnd(0)).toMatchObject({ key: 'pivot', reason: 'released' })

    // By its handle, 0.2 m above, with the controller itself.
    stage.session.update({ key: 'pivot', position: [0, 0, 0], rotation: [0, 0, 0] })
    const offset = await stage.rayFromGrip('left')
    const moveGrip = (pose: Matrix4) => stage.moveController('left', times(pose, inverse(offset)))
    await stage.moveController('right', at([1, 1, 0]))
    await moveGrip(at([0.2, 1.4, -0.7]))
    await stage.press('left', 'squeeze', 1)
    await moveGrip(at([0.1, 1.4, -0.7]))
    expect(await stage.isAt('pivot', times(parent, at([0, 0, -0.1])))).toMatchObject({
      pointer: 'controller',
      hands: ['left'],
    })
    await stage.leave()
  }, 90_000)
})

describe('clicks in a headset', () => {
  it('come from rays, squeezes and fingers, with who was hit, where and by which hand; what is moved is not clicked', async () => {
    await using stage = await InteractionStage.open(openPage, {
      scene: { bgChildren: [Hands({ fps: 30, showFrame: false }), MotionControllers({ fps: 30 })] },
      nodes: [
        Clickable({ key: 'button', position: [0.2, 1.3, -0.5] }, box('cap', 0.1)),
        Movable({ key: 'carrier', position: [-0.3, 1.3, -0.6], handle: 0, showFrame: false }, box('plain', 0.1)),
      ],
    })
    await stage.moveController('right', at([0.2, 1.3, 0]))
    await stage.press('right', 'trigger', 1)
    await stage.press('right', 'trigger', 0)
    await stage.moveController('right', at([1, 1, 0]))
    const by = { key: 'button', pointer: 'ray', hand: 'right' }
    await eventually(() => stage.pointers).toEqual([
      { etype: 'ON_POINTER_ENTER', value: expect.objectContaining({ ...by, target: 'cap' }) },
      { etype: 'ON_CLICK', value: expect.objectContaining({ ...by, target: 'cap' }) },
      { etype: 'ON_POINTER_LEAVE', value: expect.objectContaining(by) },
    ])
    const { point, distance } = stage.pointers[1]!.value
    expect(point).toEqual([expect.closeTo(0.2, 3), expect.closeTo(1.3, 3), expect.closeTo(-0.45, 3)])
    expect(distance).toBeCloseTo(0.45, 3)

    // Inside something that moves: a press that stays is a click, and one that carries it away is none.
    stage.pointers.length = 0
    await stage.moveController('left', at([-0.3, 1.3, 0]))
    await stage.press('left', 'trigger', 1)
    await stage.press('left', 'trigger', 0)
    await eventually(() => stage.pointers.map(({ etype, value }) => [etype, value.key])).toEqual([
      ['ON_CLICK', 'plain'],
    ])
    await stage.press('left', 'trigger', 1)
    await stage.moveController('left', at([-0.4, 1.3, 0]))
    await stage.press('left', 'trigger', 0)
    expect(await stage.nextEnd(1)).toMatchObject({ key: 'carrier', reason: 'released' })
    expect(stage.pointers).toHaveLength(1)
    await stage.moveController('left', at([-1, 1, 0]))

    // The controller itself, squeezed where the button is.
    stage.pointers.length = 0
    const offset = await stage.rayFromGrip('left')
    await stage.moveController('left', times(at([0.2, 1.3, -0.5]), inverse(offset)))
    await stage.press('left', 'squeeze', 1)
    await stage.press('left', 'squeeze', 0)
    const squeezed = { key: 'button', target: 'cap', pointer: 'controller', hand: 'left' }
    await eventually(() => stage.pointers.filter(({ etype }) => etype === 'ON_CLICK')).toEqual([
      { etype: 'ON_CLICK', value: expect.objectContaining(squeezed) },
    ])

    // A finger: near is over it, touching presses, and drawing back clicks.
    await stage.moveController('left', at([-1, 1, 0]))
    await stage.headset.setInputMode('hand')
    stage.pointers.length = 0
    const tip = (z: number) => handPlaced('right', POINTING, new Vector3(0.2, 1.3, z), 'index-finger-tip')
    await stage.moveHand('left', null)
    await stage.moveHand('right', tip(-0.2))
    await stage.moveHand('right', tip(-0.39))
    await stage.look('finger-near')
    await stage.moveHand('right', tip(-0.44))
    expect(stage.pointers.some(({ etype }) => etype === 'ON_CLICK')).toBe(false)
    await stage.moveHand('right', tip(-0.39))
    await stage.moveHand('right', tip(-0.2))
    const poked = { key: 'button', target: 'cap', pointer: 'finger', hand: 'right' }
    await eventually(() => stage.pointers.filter(({ etype }) => etype === 'ON_CLICK')).toEqual([
      { etype: 'ON_CLICK', value: expect.objectContaining(poked) },
    ])
    expect(stage.pointers.filter(({ value }) => value.pointer === 'finger').map(({ etype }) => etype)).toEqual([
      'ON_POINTER_ENTER',
      'ON_CLICK',
      'ON_POINTER_LEAVE',
    ])
    await stage.leave()
  }, 90_000)
})

describe('hands', () => {
  /** A hand whose index finger tip is there. */
  const hand = (side: Side, place: readonly [number, number, number], turn = POINTING) =>
    handPlaced(side, turn, new Vector3(...place), 'index-finger-tip')
  const wristOf = (joints: number[]) => new Matrix4().fromArray(joints)

  it('pinch at an object and carry it by the wrist; who is lost has let go', async () => {
    await using stage = await InteractionStage.open(openPage, {
      scene: { bgChildren: [Hands({ fps: 30, showFrame: false })] },
      nodes: [movable('part', [0.1, 1.3, -0.4], 0.16)],
    })
    await stage.headset.setInputMode('hand')
    await stage.moveHand('left', null)
    const first = hand('right', [0.19, 1.3, -0.4])
    await stage.moveHand('right', first)
    await stage.pinch('right', 1)
    const then = hand('right', [0.3, 1.4, -0.5], new Matrix4().makeRotationFromQuaternion(quaternion([0, 1, 0], 40)))
    await stage.moveHand('right', then)
    const pinched = carried(at([0.1, 1.3, -0.4]), wristOf(first), wristOf(then))
    expect(await stage.isAt('part', pinched)).toMatchObject({
      pointer: 'hand',
      hands: ['right'],
      tracking: 'tracked',
    })
    await stage.look('hand-pinched')

    await stage.moveHand('right', null)
    const lost = await stage.nextEnd(0)
    expect(lost).toMatchObject({ reason: 'lost', pointer: 'hand', hands: ['right'] })
    await stage.isAt('part', pinched)
    // A hand that comes back pinching has nothing until it pinches anew.
    await stage.moveHand('right', first)
    await stage.moveHand('right', then)
    await stage.headset.frames(5)
    await stage.isAt('part', pinched)
    await stage.pinch('right', 0)
    await stage.leave()
    expect(stage.ends).toHaveLength(1)
  }, 60_000)

  it('both hold one object, which follows the pair; a menu over the scene opens both', async () => {
    const start = at([0, 1.3, -0.4])
    await using stage = await InteractionStage.open(openPage, {
      scene: { bgChildren: [Hands({ fps: 30, showFrame: false })] },
      nodes: [movable('part', [0, 1.3, -0.4], 0.2)],
    })
    await stage.headset.setInputMode('hand')
    const first = { left: hand('left', [-0.11, 1.3, -0.4]), right: hand('right', [0.11, 1.3, -0.4]) }
    for (const side of ['left', 'right'] as const) await stage.moveHand(side, first[side])
    for (const side of ['left', 'right'] as const) await stage.pinch(side, 1)
    const turn = turnedAbout([0, 1.3, -0.4], [0.2, 1, 0], -25, [0.05, 0.1, 0.1])
    for (const side of ['left', 'right'] as const) {
      const joints = Array.from({ length: 25 }, (_, joint) =>
        times(turn, new Matrix4().fromArray(first[side], joint * 16)).toArray(),
      )
      await stage.moveHand(side, joints.flat())
    }
    const held = await stage.isAt('part', times(turn, start))
    expect([...held.hands!].sort()).toEqual(['left', 'right'])
    await stage.look('hands-both')

    await stage.headset.setVisibility('visible-blurred')
    expect(await stage.nextEnd(0)).toMatchObject({ reason: expect.stringMatching(/interrupted|lost/) })
    await stage.isAt('part', times(turn, start))
    await stage.headset.setVisibility('visible')
    await stage.headset.frames(5)
    expect(stage.ends).toHaveLength(1)
    await stage.leave()
  }, 60_000)
})

const quaternion = (axis: [number, number, number], degrees: number) =>
  new Quaternion().fromArray(aroundAxis(axis, degrees))

describe('gaze', () => {
  it('takes what was looked at when the pinch began, follows the hand, and clicks what it was on', async () => {
    await using stage = await InteractionStage.open(openPage, {
      device: 'visionpro',
      nodes: [
        movable('part', [0.1, 1.4, -0.8], 0.16),
        Clickable({ key: 'button', position: [-0.3, 1.4, -0.8] }, box('cap', 0.16)),
      ],
    })
    const gaze = (pose: Matrix4, isPressed: boolean) =>
      stage.page
        .evaluate(
          ([[x, y, z, ...turn], pressed]) => {
            const { right } = (
              globalThis as unknown as {
                xrDevice: {
                  pinches: Record<
                    Side,
                    Record<'position' | 'quaternion', { set(...numbers: number[]): void }> &
                      Record<'press' | 'release', () => void>
                  >
                }
              }
            ).xrDevice.pinches
            right.position.set(x!, y!, z!)
            right.quaternion.set(...turn)
            if (pressed) right.press()
            else right.release()
          },
          [numbersOf(pose), isPressed] as const,
        )
        .then(() => stage.headset.frames(5))
    const eyes = at([0.1, 1.4, 0])
    await gaze(eyes, true)
    const turned = at([0.15, 1.45, 0.05], aroundAxis([0, 1, 0], -15))
    await gaze(turned, true)
    const moved = carried(at([0.1, 1.4, -0.8]), eyes, turned)
    expect(await stage.isAt('part', moved)).toMatchObject({ pointer: 'gaze', hands: ['right'] })
    await gaze(turned, false)
    expect(await stage.nextEnd(0)).toMatchObject({ reason: 'released', pointer: 'gaze' })

    await gaze(at([-0.3, 1.4, 0]), true)
    await gaze(at([-0.3, 1.4, 0]), false)
    const clicked = { key: 'button', target: 'cap', pointer: 'gaze', hand: 'right' }
    await eventually(() => stage.pointers.filter(({ etype }) => etype === 'ON_CLICK')).toEqual([
      { etype: 'ON_CLICK', value: expect.objectContaining(clicked) },
    ])
    await stage.leave()
    expect(stage.ends).toHaveLength(1)
  }, 60_000)
})

describe('vibration', () => {
  it('ticks when a controller comes onto something and harder when it takes it; scripts play patterns', async () => {
    await using stage = await InteractionStage.open(openPage, { nodes: [movable('part', [0.1, 1.4, -0.8], 0.16)] })
    await stage.moveController('right', at([0.1, 1.4, 0]))
    await eventually(() => stage.pulses('right')).toHaveLength(1)
    await stage.press('right', 'trigger', 1)
    await eventually(() => stage.pulses('right')).toHaveLength(2)
    const [hover, grab] = await stage.pulses('right')
    expect(hover![0]).toBeLessThan(grab![0])
    expect(hover![1]).toBeLessThan(grab![1])
    await stage.press('right', 'trigger', 0)

    stage.session.pulse({
      left: [
        { strength: 0.9, durationMs: 20, pauseMs: 10 },
        { strength: 0.1, durationMs: 5 },
      ],
    })
    await eventually(() => stage.pulses('left')).toEqual([
      [0.9, 20],
      [0.1, 5],
    ])
    // What takes the place of a long pattern ends it: of the first, one pulse was played.
    stage.session.pulse({ left: Array.from({ length: 4 }, () => ({ strength: 0.5, durationMs: 4000 })) })
    stage.session.pulse({ left: { strength: 0.2, durationMs: 30 }, right: { strength: 0.3, durationMs: 40 } })
    await eventually(() => stage.pulses('left').then((all) => all.slice(2))).toEqual([
      [0.5, 4000],
      [0.2, 30],
    ])
    await eventually(() => stage.pulses('right').then((all) => all.slice(2))).toEqual([[0.3, 40]])

    // What no controller can do is said on the page, until something right comes.
    stage.session.send({ etype: 'HAPTIC_ACTUATOR_PULSE', data: { left: { strength: 9, duration: 1 } } })
    await eventually(() => stage.notes()).toContain('expected a strength from 0 to 1')
    stage.session.pulse({ left: [] })
    await eventually(() => stage.notes()).toBe('')
    await eventually(() => stage.pulses('left').then((all) => all.at(-1))).toEqual([0, 0])
    await stage.leave()
  }, 60_000)
})

/** Position, and quaternion as x, y, z, w. */
function numbersOf(pose: Matrix4): number[] {
  const [position, turn] = [new Vector3(), new Quaternion()]
  pose.decompose(position, turn, new Vector3())
  return [...position.toArray(), ...turn.toArray()]
}
