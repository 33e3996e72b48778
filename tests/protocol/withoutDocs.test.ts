import { parseAst } from 'vite'
import { expect, test } from 'vitest'
import { withoutDocs } from '../../scripts/vite/withoutDocs.ts'

const SOURCE = `
const a = prop(number, 'What it means: a "text".', { unit: 'm', default: 1 })
const b = defineNode({ tag: 'Box', doc: \`A box of \${a}.\`, props: { doc: prop(string, 'short ' + 'texts') } })
const c = other(number, 'kept')`

const transformed = (id: string) => {
  const { transform } = withoutDocs() as { transform: (this: unknown, code: string, id: string) => { code: string } }
  return transform.call({ parse: (code: string) => parseAst(code) }, SOURCE, id)?.code
}

test('what declarations say to people is left out of the build, and nothing else', () => {
  expect(transformed('/here/protocol/nodes/shapes.ts')).toBe(`
const a = prop(number, '', { unit: 'm', default: 1 })
const b = defineNode({ tag: 'Box', doc: '', props: { doc: prop(string, '') } })
const c = other(number, 'kept')`)
})

test('other files are as they were written', () => {
  expect(transformed('/here/src/nodes/shapes.ts')).toBeUndefined()
})
