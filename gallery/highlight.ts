const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** Text for a page: no character of it means anything to HTML. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"]/g, (letter) => ENTITIES[letter]!)

/** Text of a declaration: what stands between backticks is code. */
export const withCode = (text: string): string => escapeHtml(text).replace(/`([^`]+)`/g, '<code>$1</code>')

const WORDS =
  'as|async|await|const|continue|export|for|from|function|if|import|let|new|of|return|type|true|false|null|undefined'
const TOKENS = new RegExp(
  [
    /(?<comment>\/\/[^\n]*|\/\*[\s\S]*?\*\/)/,
    /(?<string>'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`)/,
    new RegExp(`(?<word>\\b(?:${WORDS})\\b)`),
    /(?<number>\b\d[\d_]*(?:\.\d+)?\b)/,
    /(?<node>\b[A-Za-z]\w*(?=\())/,
  ]
    .map(({ source }) => source)
    .join('|'),
  'g',
)

/** TypeScript as HTML, in which comments, texts, words of the language, numbers and calls can be coloured. */
export function highlight(source: string): string {
  let html = ''
  let at = 0
  for (const match of source.matchAll(TOKENS)) {
    const [kind] = Object.entries(match.groups ?? {}).find(([, text]) => text !== undefined) ?? ['']
    html += `${escapeHtml(source.slice(at, match.index))}<i class="${kind}">${escapeHtml(match[0])}</i>`
    at = match.index + match[0].length
  }
  return html + escapeHtml(source.slice(at))
}
