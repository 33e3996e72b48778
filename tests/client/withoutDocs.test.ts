import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { withoutDocs } from '../../scripts/vite/withoutDocs.ts'

const build = (code: string, id: string): string | undefined => {
  const { transform } = withoutDocs()
  if (typeof transform !== 'function') throw new Error('expected a function')
  const result = transform.call({} as never, code, id, undefined as never) as { code: string } | undefined
  return result?.code
}

test('what declarations say to others is left out of the client, and nothing else', () => {
  const code = `
    const scale = prop(v.number(), 'How large it is.', { unit: 'm', default: 1, pack: (list) => floats(list, { unit: 'm' }) })
    const { pack, unit } = scale
    export const Ball = defineNode({ tag: 'Ball', doc: \`Round, and \${MORE}\`, events: ['CLICK'], props: { scale, doc: prop(text, 'Its words.'), unit: prop(text, 'Its unit.') } })`
  expect(build(code, '/home/protocol/nodes/ball.ts')).toBe(`
    const scale = prop(v.number(), '', { default: 1,  })
    const { pack, unit } = scale
    export const Ball = defineNode({ tag: 'Ball', props: { scale, doc: prop(text, ''), unit: prop(text, '') } })`)
  expect(build(code, '/home/src/nodes/ball.ts')).toBe(undefined)
})

test.each(['nodes/interaction.ts', 'events.ts'])('protocol/%s is shorter without them', (path) => {
  const url = new URL(`../../protocol/${path}`, import.meta.url)
  const code = readFileSync(url, 'utf8')
  const built = build(code, url.pathname)!
  expect(built.length).toBeLessThan(code.length * 0.8)
  expect(built).not.toMatch(/doc: [`'][^']/)
})
