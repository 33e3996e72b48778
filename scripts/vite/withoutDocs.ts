import { type Plugin, parseAst } from 'vite'

/** Where nodes, props and events are declared. */
const DECLARATIONS = /\/protocol\/(nodes\/[^/]+|events)\.ts$/
/** How a server checks thousands of values a second, and what says the same in few bytes. */
const QUICK_CHECKS = /\/protocol\/acceptorOf\.ts$/
const PLAIN_CHECKS = `import { is } from 'valibot'\nexport const acceptorOf = (schema) => (value) => is(schema, value)\n`

interface Syntax {
  readonly type: string
  readonly start: number
  readonly end: number
}
interface Pair extends Syntax {
  readonly key: Syntax & { name?: string }
  readonly value: Syntax
}
interface Table extends Syntax {
  readonly properties: readonly Syntax[]
}
interface Call extends Syntax {
  readonly callee: Syntax & { name?: string }
  readonly arguments: readonly Syntax[]
}

/**
 * Leaves out of the client what its declarations say to others: the words (`doc` of nodes and events, the second argument
 * of `prop()`), units and names of events, of which docs/nodes.md and docs/events.md are made, and how what a script
 * writes is packed and checked quickly.
 */
export function withoutDocs(): Plugin {
  return {
    name: 'vuer-xr:without-docs',
    apply: 'build',
    enforce: 'pre',
    transform(code, id) {
      if (QUICK_CHECKS.test(id)) return { code: PLAIN_CHECKS, map: null }
      if (!DECLARATIONS.test(id)) return undefined
      const cuts: Cut[] = []
      collect(parseAst(code, { lang: 'ts' }), code, cuts)
      let rest = code
      for (const { start, end, instead } of cuts.sort((a, b) => b.start - a.start)) {
        rest = `${rest.slice(0, start)}${instead}${rest.slice(end)}`
      }
      return { code: rest, map: null }
    },
  }
}

interface Cut {
  readonly start: number
  readonly end: number
  readonly instead: string
}

/** Everything that only others read, wherever it stands below `syntax`. Nothing that is left out holds another such part. */
function collect(syntax: unknown, code: string, into: Cut[]): void {
  if (typeof syntax !== 'object' || syntax === null) return
  const { type } = syntax as Syntax
  const parts = new Set<unknown>(Object.values(syntax))
  if (type === 'ObjectExpression') {
    const { properties } = syntax as Table
    const kept = properties.filter((property) => !isForOthers(property as Pair))
    for (const property of properties) {
      if (!kept.includes(property)) into.push({ ...withComma(property, code), instead: '' })
    }
    parts.delete(properties)
    parts.add(kept)
  }
  if (type === 'CallExpression') {
    const { callee, arguments: given } = syntax as Call
    if (callee.name === 'prop' && isText(given[1]))
      into.push({ start: given[1].start, end: given[1].end, instead: "''" })
  }
  for (const part of parts) collect(part, code, into)
}

function isForOthers({ type, key, value }: Pair): boolean {
  if (type !== 'Property') return false
  if (key.name === 'doc' || key.name === 'unit') return isText(value)
  return key.name === 'pack' || (key.name === 'events' && value.type === 'ArrayExpression')
}

/** With the comma after it, and the space after that. */
function withComma({ start, end }: Syntax, code: string): { start: number; end: number } {
  const [comma = ''] = /^\s*,[ \t]*/.exec(code.slice(end)) ?? []
  return { start, end: end + comma.length }
}

const isText = (syntax: Syntax | undefined): syntax is Syntax =>
  syntax?.type === 'Literal' || syntax?.type === 'TemplateLiteral'
