import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readResults } from '../../bench/harness/earlier.ts'
import { earlierOf, fileOf, type Result } from '../../bench/harness/Result.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vuer-xr-results-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const write = async (name: string, content: unknown) => {
  const path = join(folder, name)
  await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content))
  return path
}
const row = { what: 'frame', unit: 'ms' }

describe('earlier results', () => {
  it('are read from a file or from a folder', async () => {
    const path = await write('stream.json', { case: 'stream', measures: [row] })
    await write('big.json', { case: 'big', measures: [] })
    await write('probe.js', 'not looked at')
    expect(readResults(path).map((result) => result.case)).toEqual(['stream'])
    expect(
      readResults(folder)
        .map((result) => result.case)
        .sort(),
    ).toEqual(['big', 'stream'])
  })

  it('of before some fields were there are read too', async () => {
    const path = await write('stream.json', { case: 'stream', measures: [row] })
    expect(readResults(path)[0]).toMatchObject({
      mode: 'usual',
      only: null,
      courses: [],
      measures: [{ ...row, better: 'neither', ours: null, ratio: null }],
    })
  })

  it('that are not there, or are none, are refused with the file’s name', async () => {
    const missing = join(folder, 'nothing.json')
    expect(() => readResults(missing)).toThrow(`${missing}: there is no such file or folder`)
    expect(() => readResults(folder)).toThrow(`${folder}: there is no result in this folder`)
    for (const [content, why] of [
      ['{', 'not a result: '],
      ['null', 'it has no "case"'],
      ['[]', 'it has no "case"'],
      [{ case: 'stream' }, 'it has no "measures"'],
      [{ case: 'stream', measures: [row, { what: 'frame' }] }, 'measures[1] has no "what" or no "unit"'],
    ] as const) {
      const path = await write('wrong.json', content)
      expect(() => readResults(path)).toThrow(`${path}: `)
      expect(() => readResults(path)).toThrow(why)
    }
  })

  it('of quick runs and of parts have files of their own, and are compared with their like', () => {
    const whole = { case: 'stream', mode: 'usual', only: null } as Result
    const quick = { ...whole, mode: 'quick' } as Result
    const part = { ...whole, only: '100 boxes' } as Result
    const other = { ...whole, case: 'big' } as Result
    expect([whole, quick, part, { ...quick, only: 'x' }].map(fileOf)).toEqual([
      'stream.json',
      'stream-quick.json',
      'stream-only.json',
      'stream-quick-only.json',
    ])
    expect(earlierOf([quick, other, whole], quick)).toBe(quick)
    expect(earlierOf([other, part, whole], quick)).toBe(whole)
    expect(earlierOf([other, part], quick)).toBe(part)
    expect(earlierOf([other], quick)).toBeUndefined()
  })
})
