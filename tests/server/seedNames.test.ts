import { describe, expect, it } from 'vitest'
import { eventNames } from '../support/server/seedNames/events.ts'
import { compileExamples, guideRows } from '../support/server/seedNames/guide.ts'
import { messageNames } from '../support/server/seedNames/messages.ts'
import { SEED_NAMES } from '../support/server/seedNames/names.ts'
import { optionNames } from '../support/server/seedNames/options.ts'
import { programmingNames } from '../support/server/seedNames/programming.ts'
import { sessionNames } from '../support/server/seedNames/session.ts'
import { seedStage } from '../support/server/seedNames/stage.ts'
import { storeNames } from '../support/server/seedNames/store.ts'
import { vuerNames } from '../support/server/seedNames/vuer.ts'

const stage = seedStage()

const groups = {
  'the options of Vuer': optionNames,
  'Vuer and what it runs': vuerNames,
  'Vuer speaking to clients': messageNames,
  'Vuer hearing clients': eventNames,
  VuerSession: sessionNames,
  SceneStore: storeNames,
  'nodes and asynchronous programs': programmingNames,
}

describe.each(Object.entries(groups))('%s', (_group, entries) => {
  it.each(entries.map(({ python, run }) => [python, run] as const))('%s', async (_python, run) => {
    expect.hasAssertions()
    await run(stage())
  })
})

describe('the names of Vuer’s pages', () => {
  const entries = Object.values(groups).flatMap((group) => group.map(({ python }) => python))

  it('have an entry in this table each, and no other name has', () => {
    expect(entries.toSorted()).toEqual(SEED_NAMES.toSorted())
    expect(new Set(SEED_NAMES).size).toBe(SEED_NAMES.length)
  })

  it('have one row in the guide each', () => {
    const rows = guideRows().map(({ python }) => python)
    expect(SEED_NAMES.filter((name) => !rows.includes(name))).toEqual([])
    expect(rows.filter((name, at) => rows.indexOf(name) !== at)).toEqual([])
  })

  it('have an example in the guide that compiles', { timeout: 60_000 }, async () => {
    const rows = guideRows()
    expect(rows.length).toBeGreaterThanOrEqual(SEED_NAMES.length)
    expect(await compileExamples(rows)).toBe('')
  })
})
