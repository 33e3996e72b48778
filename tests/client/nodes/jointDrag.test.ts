import type { ThreeEvent } from '@react-three/fiber'
import { Group, Mesh, type Object3D, PerspectiveCamera, Ray, Vector3 } from 'three'
import type { URDFJoint, URDFRobot } from 'urdf-loader'
import {
  URDFJoint as Joint,
  URDFMimicJoint as MimicJoint,
  URDFRobot as RobotObject,
} from 'urdf-loader/src/URDFClasses.js'
import { describe, expect, test } from 'vitest'
import { isSample, readEventValue } from '../../../protocol/index.ts'
import { JointPointer } from '../../../src/nodes/models/JointPointer.ts'
import { Robot } from '../../../src/nodes/models/Robot.ts'
import { RobotLook } from '../../../src/nodes/models/RobotLook.ts'

const LIMITED = { children: [{ nodeName: 'limit', hasAttribute: () => true }] }

/**
 * A robot seen along -z: `turn` is at the origin and turns about z, from -1 to 1; `hand` hangs on it by a fixed joint;
 * `slide` moves along its x, up to half a metre, and `other` mimics that with half its way.
 */
function makeRobot() {
  const object = new RobotObject() as URDFRobot
  const joint = (name: string, type: string, axis: [number, number, number], limit = [-1, 1], made = new Joint()) => {
    Object.assign(made, { name, urdfName: name, urdfNode: LIMITED, jointType: type })
    ;(made as URDFJoint).axis.set(...axis)
    Object.assign((made as URDFJoint).limit, { lower: limit[0], upper: limit[1] })
    object.joints[name] = made as URDFJoint
    return made as URDFJoint
  }
  const part = (parent: Object3D, name: string) => {
    const mesh = new Mesh()
    mesh.name = name
    parent.add(mesh)
    return mesh
  }
  object.joints = {}
  const turn = joint('turn', 'revolute', [0, 0, 1])
  const pin = joint('pin', 'fixed', [0, 0, 1])
  const slide = joint('slide', 'prismatic', [1, 0, 0], [0, 0.5])
  const other = joint('other', 'prismatic', [1, 0, 0], [0, 0.5], new MimicJoint())
  Object.assign(other, { mimicJoint: 'slide', multiplier: 0.5 })
  slide.mimicJoints = [other as never]
  part(object, 'base')
  object.add(turn, slide, other)
  part(turn, 'arm')
  turn.add(pin)
  part(pin, 'hand')
  part(slide, 'tray')
  part(other, 'half tray')
  object.updateMatrixWorld(true)
  const none = { gaps: [], missing: [], materials: new Set(), geometries: new Set(), meshes: [] }
  return new Robot(object, none as never)
}

const camera = new PerspectiveCamera()
camera.position.set(0, 0, 5)
camera.updateMatrixWorld()

function startPointer(robot = makeRobot()) {
  const said: [string, Record<string, unknown>][] = []
  const lit: (string | undefined)[] = []
  const controls = { enabled: true }
  const pointer = new JointPointer(robot, {
    controls: () => controls,
    send: (etype, value) => said.push([etype, value]),
    show: (part) => lit.push(part?.name),
    moved: () => {},
  })
  const at = (x: number, y: number, part = 'base', more: Record<string, unknown> = {}) => {
    const point = new Vector3(x, y, 0)
    const ray = new Ray(camera.position.clone(), point.clone().sub(camera.position).normalize())
    const nativeEvent = { button: 0, buttons: 0, pointerType: 'mouse' }
    const distance = camera.position.distanceTo(point)
    const object = robot.object.getObjectByName(part)
    return {
      ...{ pointerId: 1, camera, ray, point, distance, object, nativeEvent },
      stopPropagation() {},
      ...more,
    } as unknown as ThreeEvent<PointerEvent>
  }
  const { onPointerDown: down, onPointerMove: move, onPointerUp: up } = pointer.handlers
  return { robot, pointer, said, lit, controls, at, down, move, up }
}

describe('a joint of a robot', () => {
  test('[EV44] follows the pointer, whatever hangs on it by fixed joints, and the script hears of it', () => {
    const { robot, pointer, said, lit, controls, at, down, move, up } = startPointer()
    move(at(1, 0, 'hand'))
    down(at(1, 0, 'hand'))
    expect(controls.enabled).toBe(false)
    move(at(Math.cos(0.5), Math.sin(0.5)))
    expect(robot.valueOf('turn')).toBeCloseTo(0.5, 2)
    pointer.flush(1000)
    move(at(Math.cos(0.6), Math.sin(0.6)))
    // Sixty times a second at most.
    pointer.flush(1001)
    expect(said).toHaveLength(1)
    up(at(Math.cos(0.6), Math.sin(0.6)))
    expect(controls.enabled).toBe(true)
    expect(lit).toEqual(['turn', 'turn', undefined])
    const value = expect.closeTo(0.6, 2)
    const jointValues = { turn: value, slide: 0 }
    expect(said.map(([etype]) => etype)).toEqual(['JOINT_MOVE', 'JOINT_MOVE_END'])
    expect(said[1]![1]).toEqual({ joint: 'turn', value, jointValues, pointer: 'mouse', reason: 'released' })
    for (const [etype, sent] of said) expect(readEventValue(etype, sent)).toEqual(sent)
    expect([isSample('JOINT_MOVE'), isSample('JOINT_MOVE_END')]).toEqual([true, false])
  })

  test('slides, and one that mimics it brings it along as far as it has to', () => {
    const { robot, said, at, down, move, up } = startPointer()
    down(at(0, 0, 'tray'))
    move(at(0.2, 0))
    expect(robot.valueOf('slide')).toBeCloseTo(0.2, 2)
    up(at(0.2, 0))
    expect(robot.valueOf('other')).toBeCloseTo(0.1, 2)
    down(at(0, 0, 'half tray'))
    move(at(0.1, 0))
    expect(robot.valueOf('slide')).toBeCloseTo(0.4, 2)
    up(at(0.1, 0))
    expect(said.map(([, { joint }]) => joint)).toEqual(['slide', 'slide'])
  })

  test('stands still at its limit until the pointer is back there; without limits it goes on', () => {
    const { robot, at, down, move, up } = startPointer()
    down(at(0, 0, 'tray'))
    move(at(0.9, 0))
    expect(robot.valueOf('slide')).toBe(0.5)
    move(at(0.6, 0))
    expect(robot.valueOf('slide')).toBe(0.5)
    expect(robot.valueOf('other')).toBeCloseTo(0.25, 5)
    move(at(0.3, 0))
    expect(robot.valueOf('slide')).toBeCloseTo(0.3, 2)
    up(at(0.3, 0))
    robot.setJoints({}, true)
    down(at(0, 0, 'tray'))
    move(at(0.9, 0))
    expect(robot.valueOf('slide')).toBeCloseTo(0.9, 1)
  })

  test('is no fixed one, none in a headset, none of another button, none of the base, and not what is hidden', () => {
    const { robot, said, lit, at, down, move } = startPointer()
    down(at(0, 0, 'base'))
    down(at(0, 0, 'tray', { nativeEvent: { button: 2 } }))
    down(at(0, 0, 'tray', { pointerState: { inputSource: { handedness: 'left', targetRayMode: 'tracked-pointer' } } }))
    const parent = new Group()
    parent.visible = false
    parent.add(robot.object)
    down(at(0, 0, 'tray'))
    move(at(0.2, 0))
    expect(robot.valueOf('slide')).toBe(0)
    expect(said).toEqual([])
    expect(lit.every((part) => part === undefined)).toBe(true)
  })

  test('[EV44] that is held is the person’s: what the script writes of it counts from the next time after it was let go', () => {
    const robot = makeRobot()
    const look = new RobotLook(robot)
    const write = (jointValues: Record<string, unknown>) => look.paint('jointValues', jointValues, { jointValues })
    const { at, down, move, up, said } = startPointer(robot)
    write({ turn: 0.1 })
    down(at(0, 0, 'tray'))
    move(at(0.2, 0))
    const late = { turn: 0.4, slide: 0.5 }
    expect(write(late)).toBe(true)
    expect(robot.valueOf('turn')).toBe(0.4)
    expect(robot.valueOf('slide')).toBeCloseTo(0.2, 2)
    up(at(0.2, 0))
    expect(said.at(-1)![1].jointValues).toEqual({ turn: 0.4, slide: expect.closeTo(0.2, 2) })
    // Other props are written again and again; these are the values from before.
    expect(look.paint('jointValues', late, { jointValues: late, color: 'red' })).toBe(true)
    expect(robot.valueOf('slide')).toBeCloseTo(0.2, 2)
    write({ turn: 0.4, slide: 0.5 })
    expect(robot.valueOf('slide')).toBe(0.5)
    look.dispose()
  })

  test('is let go of when pointer or robot are lost, once', () => {
    const { pointer, said, controls, at, down } = startPointer()
    down(at(0, 0, 'tray'))
    pointer.letGo(7, 'released')
    expect(said).toEqual([])
    pointer.letGo(1, 'interrupted')
    pointer.end('removed')
    expect(said.map(([etype, { reason }]) => [etype, reason])).toEqual([['JOINT_MOVE_END', 'interrupted']])
    expect(controls.enabled).toBe(true)
  })
})
