import type { Plugin } from 'vite'

interface Node {
  readonly type: string
  readonly start: number
  readonly end: number
}
interface Call extends Node {
  readonly callee: Node & { readonly name?: string }
  readonly arguments: readonly Node[]
}
interface Property extends Node {
  readonly key: Node & { readonly name?: string }
  readonly value: Node
}

const DECLARATIONS = /\/protocol\/(nodes\/[^/]+|events)\.ts$/

/** Leaves out of the build what declarations say to people: pages and editors have it from the source. */
export function withoutDocs(): Plugin {
  return {
    name: 'vuer-xr:without-docs',
    apply: 'build',
    enforce: 'post',
    transform(code, id) {
      if (!DECLARATIONS.test(id)) return undefined
      const texts: Node[] = []
      visit(this.parse(code), (node) => {
        const { callee, arguments: written } = node as Call
        const doc = node.type === 'CallExpression' && callee.name === 'prop' ? written[1] : undefined
        if (doc && isText(doc)) texts.push(doc)
        const { key, value } = node as Property
        if (node.type === 'Property' && key.name === 'doc' && isText(value)) texts.push(value)
      })
      texts.sort((a, b) => a.start - b.start)
      const starts = [0, ...texts.map(({ end }) => end)]
      const kept = starts.map((start, index) => code.slice(start, texts[index]?.start))
      // The build writes no source maps.
      return { code: kept.join("''"), map: null }
    },
  }
}

/** A text that is written out and is worth leaving out. */
const isText = ({ type, start, end }: Node): boolean =>
  (type === 'Literal' || type === 'TemplateLiteral' || type === 'BinaryExpression') && end - start > 2

function visit(node: unknown, each: (node: Node) => void): void {
  if (typeof node !== 'object' || node === null) return
  if (Array.isArray(node)) {
    for (const entry of node) visit(entry, each)
    return
  }
  if (typeof (node as Node).type === 'string') each(node as Node)
  for (const value of Object.values(node)) visit(value, each)
}
