import { describe, expect, it } from 'vitest'
import { type Look, third } from '../../bench/soak/Look.ts'

const look = (pageBytes: number, grabTrip = 1): Look => ({
  seconds: 0,
  pageBytes,
  serverBytes: 0,
  textures: 0,
  framesPerSecond: 0,
  sceneDelay: 0,
  handsDelay: 0,
  grabTrip,
})

describe('thirds of a long run', () => {
  const looks = [1, 3, 2, 50, 60, 70, 8, 9, 7].map((bytes) => look(bytes))

  it('are told by their medians', () => {
    expect(third(looks, 'first').pageBytes).toBe(2)
    expect(third(looks, 'last').pageBytes).toBe(8)
  })

  it('leave out looks in which nothing came', () => {
    const some = [look(1, Number.NaN), look(1, 4), look(1, 6), look(1, Number.NaN), look(1, 5), look(1, 7)]
    expect(third(some, 'first').grabTrip).toBe(4)
    expect(third(some, 'last').grabTrip).toBe(6)
  })

  it('are a look each where there are few', () => {
    expect(third([look(1), look(2)], 'last').pageBytes).toBe(2)
  })
})
