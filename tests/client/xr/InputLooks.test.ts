import { expect, test } from 'vitest'
import { InputLooks, inputLooksOf } from '../../../src/xr/InputLooks.ts'

test('without any node both hands are shown', () => {
  expect(new InputLooks().getSnapshot()).toEqual({ left: 'shown', right: 'shown' })
})

test('of several nodes the one that hides most wins, and its end gives the hand back', () => {
  const looks = new InputLooks()
  looks.wish('a', { left: 'hidden', right: 'shown' })
  const end = looks.wish('b', { left: 'off', right: 'shown' })
  expect(looks.getSnapshot()).toEqual({ left: 'off', right: 'shown' })
  end()
  expect(looks.getSnapshot()).toEqual({ left: 'hidden', right: 'shown' })
})

test('listeners hear of changes only', () => {
  const looks = new InputLooks()
  let heard = 0
  looks.subscribe(() => {
    heard += 1
  })
  looks.wish('a', { left: 'hidden', right: 'shown' })
  looks.wish('a', { left: 'hidden', right: 'shown' })
  expect(heard).toBe(1)
})

test('a wish that was replaced cannot take its successor away', () => {
  const looks = new InputLooks()
  const endOfFirst = looks.wish('a', { left: 'hidden', right: 'shown' })
  looks.wish('a', { left: 'off', right: 'off' })
  endOfFirst()
  expect(looks.getSnapshot()).toEqual({ left: 'off', right: 'off' })
})

test('all parts of one scene share its looks', () => {
  const scene = {}
  expect(inputLooksOf(scene, 'hand')).toBe(inputLooksOf(scene, 'hand'))
  expect(inputLooksOf(scene, 'hand')).not.toBe(inputLooksOf({}, 'hand'))
})
