import { expect, test } from 'vitest'
import { readXRParameters } from '../../../src/page/xrParameters.ts'

const read = (query: string) => readXRParameters(`https://robot.local:8012/?${query}`)

test('an address that says nothing sets nothing', () => {
  expect(read('token=x')).toEqual({ settings: {}, problem: null })
})

test('every setting can stand in the address, by its own name', () => {
  const query =
    'mode=ar&referenceSpace=unbounded&frameRate=90&foveation=0.5&framebufferScale=1.2&features=anchors,%20hit-test,'
  expect(read(query)).toEqual({
    settings: {
      mode: 'immersive-ar',
      referenceSpace: 'unbounded',
      frameRate: 90,
      foveation: 0.5,
      framebufferScale: 1.2,
      features: ['anchors', 'hit-test'],
    },
    problem: null,
  })
})

test.each([
  ['vr', 'immersive-vr'],
  ['VR', 'immersive-vr'],
  ['immersive-vr', 'immersive-vr'],
])('mode=%s is %s', (mode, expected) => {
  expect(read(`mode=${mode}`).settings).toEqual({ mode: expected })
})

test.each([
  ['mode=3d', 'mode'],
  ['referenceSpace=moon', 'referenceSpace'],
  ['frameRate=fast', 'frameRate'],
  ['frameRate=0', 'frameRate'],
  ['foveation=2', 'foveation'],
  ['framebufferScale=-1', 'framebufferScale'],
])('%s does not hold, and is told', (query, name) => {
  const { settings, problem } = read(`${query}&features=anchors`)
  expect(settings).toEqual({ features: ['anchors'] })
  expect(problem).toContain(`The address of this page: ${name}: expected`)
})

test('an empty value is none', () => {
  expect(read('mode=&frameRate=&features=')).toEqual({ settings: {}, problem: null })
})
