import { describe, expect, it } from 'vitest'
import { readOptions } from '../../bench/harness/Options.ts'

describe('what npm run bench is asked for', () => {
  it('runs everything in the usual way when nothing is said', () => {
    expect(readOptions([])).toEqual({
      names: [],
      quick: false,
      full: false,
      only: undefined,
      url: undefined,
      rounds: undefined,
      minutes: undefined,
      compare: undefined,
      report: false,
    })
  })

  it('reads names and options in any order', () => {
    const words = ['--rounds', '3', 'stream', '--only=1000 boxes', '--quick', 'big', '--minutes', '0.5']
    expect(readOptions(words)).toMatchObject({
      names: ['stream', 'big'],
      quick: true,
      only: '1000 boxes',
      rounds: 3,
      minutes: 0.5,
    })
    expect(readOptions(['--compare', 'old', 'grab'])).toMatchObject({ compare: 'old', names: ['grab'] })
    expect(readOptions(['--url', 'https://127.0.0.1:8012/?a=1'])).toMatchObject({ url: 'https://127.0.0.1:8012/?a=1' })
  })

  it.each([
    [['--rounds', '0'], '--rounds: expected a whole number above 0, got "0"'],
    [['--rounds', '2.5'], '--rounds: expected a whole number above 0, got "2.5"'],
    [['--rounds', ' '], '--rounds: expected a whole number above 0, got " "'],
    [['--minutes', 'ten'], '--minutes: expected a number above 0, got "ten"'],
    [['--minutes', '-1'], "Option '--minutes' argument is ambiguous"],
    [['--url', 'somewhere'], '--url: expected an address such as'],
    [['--quick', '--full'], '--quick and --full exclude each other'],
    [['--url', 'https://127.0.0.1/', '--compare', 'old'], '--url and --compare exclude each other'],
    [['--fast'], "Unknown option '--fast'"],
    [['--compare'], "Option '--compare <value>' argument missing"],
  ])('refuses %j and says why', (words, why) => {
    expect(() => readOptions(words)).toThrow(why)
  })

  it('says how it is used where an option is unknown', () => {
    expect(() => readOptions(['--fast'])).toThrow('--compare PATH')
  })
})
