import { expect, test } from 'vitest'
import { bodyMatrixOf, readEventValue } from '../../../protocol/index.ts'
import { BodySource } from '../../../src/xr/BodySource.ts'
import { SampleStream } from '../../../src/xr/SampleStream.ts'
import { FakeSession, fakeBody, SPACE, someBody, someJoints } from './fakeXR.ts'

function bodyStream(change: (body: ReturnType<typeof fakeBody>, session: FakeSession) => void = () => {}) {
  const session = new FakeSession()
  const body = fakeBody()
  session.body = body
  change(body, session)
  const source = new BodySource()
  const sent: ReturnType<BodySource['value']>[] = []
  const stream = new SampleStream(source, (value) => sent.push(value))
  let frame = 0
  return {
    session,
    body,
    source,
    sent,
    step() {
      stream.frame(session.frame((frame * 1000) / 72), SPACE, 1)
      frame += 1
      return sent.at(-1)!
    },
  }
}

test('33 joints come in the order of Vuer, and 25 of each hand, whatever the order of the browser', () => {
  const { step } = bodyStream()
  const value = step()
  expect(value.body).toEqual(someBody())
  expect(bodyMatrixOf(value.body!, 'left-hand-palm')[12]).toBeCloseTo(0.17, 6)
  expect(bodyMatrixOf(value.body!, 'right-foot-ball')[12]).toBeCloseTo(0.32, 6)
  expect(value.leftHand).toEqual(someJoints(-1))
  expect(value.rightHand).toEqual(someJoints(1))
  expect(value.tracking).toEqual({ body: 'tracked', leftHand: 'tracked', rightHand: 'tracked' })
  expect(readEventValue('BODY_MOVE', value)).toEqual(value)
})

test('a browser without body tracking says absent, and no numbers, from the first frame', () => {
  const { step } = bodyStream((_body, session) => {
    session.body = undefined
  })
  expect(step()).toEqual({
    body: null,
    leftHand: null,
    rightHand: null,
    tracking: { body: 'absent', leftHand: 'absent', rightHand: 'absent' },
  })
})

test('a body of which one joint is lost is absent in that very frame, and its hands stay', () => {
  const { step, body, sent } = bodyStream()
  step()
  body.body.filled = false
  const value = step()
  expect(sent).toHaveLength(2)
  expect(value).toMatchObject({ body: null, tracking: { body: 'absent', leftHand: 'tracked' } })
})

test('a body without one of the joints is absent', () => {
  const { step } = bodyStream((body) => {
    body.body.spaces.delete('neck')
  })
  expect(step().tracking.body).toBe('absent')
})

test('a body that the device guesses is emulated, and that is told at once', () => {
  const { step, body, sent } = bodyStream()
  step()
  body.body.spaces.get('hips')!.emulated = true
  expect(step().tracking.body).toBe('emulated')
  expect(sent).toHaveLength(2)
})

test('hands that are not wanted are not read', () => {
  const { step, source, session } = bodyStream()
  source.wanted = { leftHand: false, rightHand: false }
  expect(step()).toMatchObject({ leftHand: null, rightHand: null, tracking: { body: 'tracked', leftHand: 'absent' } })
  expect(session.fillPosesCalls).toBe(1)
})
