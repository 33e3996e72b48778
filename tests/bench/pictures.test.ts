import { describe, expect, it } from 'vitest'
import { Pictures } from '../../bench/images/pictures.ts'

describe('pictures that are told apart by their length', () => {
  const pictures = new Pictures([new Uint8Array(100).fill(1), new Uint8Array(90).fill(2)])

  it('say which stream and tick they are, also when lengths have come round', () => {
    for (const [stream, tick, newest] of [
      [0, 0, 0],
      [1, 7, 9],
      [0, 1023, 1030],
      [1, 5000, 5900],
    ] as const) {
      expect(pictures.identify(pictures.at(stream, tick).length, newest)).toEqual({ stream, tick })
    }
  })

  it('are none of these where the length is another', () => {
    expect(pictures.identify(99, 10)).toBeUndefined()
    expect(pictures.identify(100 + 2 * 1024, 10)).toBeUndefined()
  })

  it('begin with the picture that they show', () => {
    expect([...pictures.at(0, 1).subarray(0, 2)]).toEqual([2, 2])
    expect([...pictures.at(1, 1).subarray(0, 2)]).toEqual([1, 1])
  })
})
