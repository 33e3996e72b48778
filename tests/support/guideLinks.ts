import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../../', import.meta.url))

/** What people read: the README, the guides and the specification. Paths from the root. */
export const guides = (): string[] => [
  'README.md',
  'examples/README.md',
  'protocol/PROTOCOL.md',
  ...readdirSync(join(root, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
]

/** The links of a page that lead nowhere, each with the reason. Addresses of the internet are not asked. */
export function brokenLinks(page: string, text: string, read: (path: string) => string | null = readPage): string[] {
  return linksOf(text).flatMap((link) => {
    const reason = reasonOf(page, text, link, read)
    return reason ? [`${link}: ${reason}`] : []
  })
}

function reasonOf(page: string, text: string, link: string, read: (path: string) => string | null): string | null {
  if (/^[a-z]+:/.test(link)) return null
  if (link.startsWith('[')) return `${page} does not define it`
  const [path = '', anchor] = link.split('#')
  const target = path ? join(dirname(page), decodeURI(path)) : page
  const content = path ? read(target) : text
  if (content === null) return `there is no ${target}`
  if (anchor === undefined || anchorsOf(content).has(anchor)) return null
  return `${target} has no heading #${anchor}`
}

/** The text of a file, nothing for a folder, `null` where there is neither. */
function readPage(path: string): string | null {
  const full = join(root, path)
  if (relative(root, full).startsWith('..') || !existsSync(full)) return null
  return path.endsWith('.md') ? readFileSync(full, 'utf8') : ''
}

/** Targets of links, pictures and definitions of links, and `[name][]` whose definition is missing. */
function linksOf(text: string): string[] {
  const prose = withoutCode(text)
  const definitions = new Map([...prose.matchAll(/^\[([^\]]+)\]: (\S+)$/gm)].map(([, name, to]) => [name!, to!]))
  const named = [...prose.matchAll(/\]\[([^\]]+)\]/g)].flatMap(([, name]) =>
    definitions.has(name!) ? [] : [`[${name}]`],
  )
  return [
    ...[...prose.matchAll(/\]\(([^()\s]+(?:\([^()\s]*\))?)\)/g)].map(([, to]) => to!),
    ...definitions.values(),
    ...named,
  ]
}

/** The anchors that GitHub gives to the headings of a page. */
export function anchorsOf(text: string): Set<string> {
  const anchors = new Set<string>()
  for (const [, heading] of withoutFences(text).matchAll(/^#{1,6} +(.+?) *#*$/gm)) {
    const slug = heading!
      .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replace(/\s/g, '-')
    let anchor = slug
    for (let count = 1; anchors.has(anchor); count += 1) anchor = `${slug}-${count}`
    anchors.add(anchor)
  }
  return anchors
}

const withoutFences = (text: string): string => text.replace(/^(```+)[\s\S]*?^\1$/gm, '')
const withoutCode = (text: string): string => withoutFences(text).replace(/(`+)(?!`).+?(?<!`)\1(?!`)/g, '')
