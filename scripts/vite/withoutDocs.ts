import { type Plugin, parseAst } from 'vite'

/** Where nodes, props and events are declared. */
const DECLARATIONS = /\/protocol\/(nodes\/[^/]+|events)\.ts$/

interface Syntax {
  readonly type: string
  readonly start: number
  readonly end: number
}
interface Pair extends Syntax {
  readonly key: Syntax & { name?: string }
  readonly value: Syntax
}
interface Call extends Syntax {
  readonly callee: Syntax & { name?: string }
  readonly arguments: readonly Syntax[]
}

/**
 * Leaves the words of the declarations out of the client: `doc` of nodes and events, and the second argument of `prop()`.
 * Only docs/nodes.md and docs/events.md are made of them.
 */
export function withoutDocs(): Plugin {
  return {
    name: 'vuer-xr:without-docs',
    apply: 'build',
    enforce: 'pre',
    transform(code, id) {
      if (!DECLARATIONS.test(id)) return undefined
      const words: Syntax[] = []
      collect(parseAst(code, { lang: 'ts' }), words)
      let rest = code
      for (const { start, end } of words.sort((a, b) => b.start - a.start)) {
        rest = `${rest.slice(0, start)}''${rest.slice(end)}`
      }
      return { code: rest, map: null }
    },
  }
}

/** Every text that only documents, wherever it stands below `syntax`. */
function collect(syntax: unknown, into: Syntax[]): void {
  if (typeof syntax !== 'object' || syntax === null) return
  const { type } = syntax as Syntax
  if (type === 'Property') {
    const { key, value } = syntax as Pair
    if (key.name === 'doc' && isText(value)) into.push(value)
  }
  if (type === 'CallExpression') {
    const { callee, arguments: given } = syntax as Call
    if (callee.name === 'prop' && isText(given[1])) into.push(given[1])
  }
  for (const part of Object.values(syntax)) collect(part, into)
}

const isText = (syntax: Syntax | undefined): syntax is Syntax =>
  syntax?.type === 'Literal' || syntax?.type === 'TemplateLiteral'
