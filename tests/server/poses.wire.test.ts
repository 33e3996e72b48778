import { expect, it } from 'vitest'
import { type ClientEvent, chain, type PoseFrame } from 'vuer-xr'
import { aroundAxis, poseDifference, poseMatrix } from '../support/pose.ts'
import { MemoryServer } from '../support/server/memoryClient.ts'
import { connectInMemory } from '../support/server/memoryWire.ts'

const value = { matrix: null, tracking: 'absent' }

const SILENT = { onOperation() {}, onRestore() {}, onCall() {}, onState() {}, onProblem() {} }

it('[EV13] samples of one frame of the headset arrive with its number; what has no frame has none', () => {
  const events: ClientEvent[] = []
  const server = new MemoryServer({ onEvent: (event) => events.push(event) })
  const client = connectInMemory(server, SILENT)
  client.wire.accept()
  client.connection.send({ etype: 'HEAD_MOVE', key: 'early', value, xrFrame: 3 })
  client.wire.deliver()
  client.connection.send({ etype: 'HEAD_MOVE', key: 'head', value, xrFrame: 4 })
  client.connection.send({ etype: 'HAND_MOVE', key: 'hands', value: {}, xrFrame: 4 })
  client.connection.send({ etype: 'HEAD_MOVE', key: 'head', value })
  client.wire.deliver()
  expect(events.map(({ key, xrFrame }) => [key, xrFrame])).toEqual([
    [undefined, undefined],
    ['early', undefined],
    ['head', 4],
    ['hands', 4],
    ['head', undefined],
  ])
  client.connection.close()
})

it('[EV43] where a person was moved to arrives with every pose, and combined poses have it as their `origin`', async () => {
  const events: ClientEvent[] = []
  let frames: AsyncIterator<PoseFrame> | undefined
  const server = new MemoryServer({
    onEvent: (event) => events.push(event),
    onInit: (session) => {
      frames = session.poses()
    },
  })
  const client = connectInMemory(server, SILENT)
  client.wire.accept()
  client.wire.deliver()
  const origin = Float32Array.from(poseMatrix([2, 0, -3], aroundAxis([0, 1, 0], 90)))
  const head = Float32Array.from(poseMatrix([0, 1.6, -1], [0, 0, 0, 1]))
  const ray = Float32Array.from(poseMatrix([0.2, 1.2, -0.4], aroundAxis([1, 0, 0], -20)))
  const send = (more: object) => {
    client.connection.send({ etype: 'HAND_MOVE', key: 'hands', value: { ...more } })
    client.connection.send({ etype: 'BODY_MOVE', key: 'body', value: { ...more } })
    client.connection.send({ etype: 'CONTROLLER_MOVE', key: 'controllers', value: { right: ray, ...more } })
    client.connection.send({ etype: 'HEAD_MOVE', key: 'head', value: { matrix: head, tracking: 'tracked', ...more } })
    client.wire.deliver()
  }

  events.length = 0
  send({ origin })
  expect(events.map(({ etype, value }) => [etype, (value as { origin?: Float32Array }).origin])).toEqual(
    ['HAND_MOVE', 'BODY_MOVE', 'CONTROLLER_MOVE', 'HEAD_MOVE'].map((etype) => [etype, origin]),
  )
  const { value: moved } = await frames!.next()
  expect(moved.origin.matrix).toEqual(origin)
  // A metre ahead in the room is a metre to the left where the person was turned to the left.
  const inScene = poseMatrix([1, 1.6, -3], aroundAxis([0, 1, 0], 90))
  const { metres, degrees } = poseDifference(chain(moved.origin, moved.head.pose).matrix, inScene)
  expect(metres).toBeLessThan(1e-6)
  expect(degrees).toBeLessThan(1e-3)
  expect(moved.head.pose.matrix).toEqual(head)

  send({})
  const { value: back } = await frames!.next()
  expect([...back.origin.matrix]).toEqual([1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1])
  expect(back.right.controller.pose.ray.matrix).toEqual(ray)
  client.connection.close()
})
