import { parseAst } from 'vite'
import { expect, test } from 'vitest'
import { withoutDocs } from '../../scripts/vite/withoutDocs.ts'

type Transform = (this: { parse: typeof parseAst }, code: string, id: string) => { code: string } | undefined
const shorten = (code: string, id = '/protocol/nodes/some.ts') =>
  (withoutDocs().transform as unknown as Transform).call({ parse: parseAst }, code, id)?.code

test('the client is built without the sentences of declarations, and with everything else', () => {
  expect(shorten("const a = prop(v.string(), 'What’s “it”?', { unit: 'm' })")).toBe(
    "const a = prop(v.string(), '', { unit: 'm' })",
  )
  expect(shorten('defineNode({ tag: "Box", doc: `A box.`, props: { p: prop(number, "x", { default: "y" }) } })')).toBe(
    `defineNode({ tag: "Box", doc: '', props: { p: prop(number, '', { default: "y" }) } })`,
  )
})

test('what is handed on is left as it is, and so is every other file', () => {
  const handedOn = 'const p = (tag, doc) => defineNode({ tag, doc, props: { a: prop(number, doc) } })'
  expect(shorten(handedOn)).toBe(handedOn)
  expect(shorten("prop(v.string(), 'What')", '/src/nodes/Box.tsx')).toBeUndefined()
})
