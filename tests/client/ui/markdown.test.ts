import { describe, expect, test } from 'vitest'
import { type Block, type Inline, parseMarkdown } from '../../../src/ui/html/markdown.ts'

const plain = (inside: readonly Inline[]): string =>
  inside
    .map((part) => {
      switch (part.kind) {
        case 'text':
          return part.text
        case 'break':
          return '<br>'
        case 'code':
          return `<code>${part.text}</code>`
        case 'picture':
          return `<img ${part.url} ${part.alt}>`
        case 'link':
          return `<a ${part.url}>${plain(part.inside)}</a>`
        default:
          return `<${part.kind}>${plain(part.inside)}</${part.kind}>`
      }
    })
    .join('')
const shown = (block: Block): string => {
  switch (block.kind) {
    case 'heading':
      return `h${block.level} ${plain(block.inside)}`
    case 'paragraph':
      return `p ${plain(block.inside)}`
    case 'quote':
      return `quote[${block.blocks.map(shown).join('; ')}]`
    case 'code':
      return `pre ${JSON.stringify(block.text)}`
    case 'list':
      return `${block.isOrdered ? `ol${block.start}` : 'ul'}[${block.items.map((item) => item.map(shown).join(', ')).join('; ')}]`
    case 'rule':
      return 'hr'
    default:
      return block satisfies never
  }
}
const read = (text: string) => parseMarkdown(text).map(shown)

describe('marked text', () => {
  test('has headings, paragraphs, rules and code', () => {
    expect(read('# One\n## Two ##\ntext\nmore\n\n---\n```js\nconst a = "<b>"\n# no\n```\n####### seven')).toEqual([
      'h1 One',
      'h2 Two',
      'p text\nmore',
      'hr',
      'pre "const a = \\"<b>\\"\\n# no"',
      'p ####### seven',
    ])
    expect(read('```\nnever closed')).toEqual(['pre "never closed"'])
    expect(read('')).toEqual([])
  })

  test('has lists inside lists, and quotes', () => {
    expect(read('- one\n- two\n  - deep\n- three\n\n3. c\n4. d\n> said\n> **he**')).toEqual([
      'ul[p one; p two, ul[p deep]; p three]',
      'ol3[p c; p d]',
      'quote[p said\n<strong>he</strong>]',
    ])
  })

  test('has marks in its lines', () => {
    expect(read('**a *b* c** _d_ ~~e~~ `f **g**` snake_case_name 2 * 3 * 4 \\*h\\*')).toEqual([
      'p <strong>a <emphasis>b</emphasis> c</strong> <emphasis>d</emphasis> <deleted>e</deleted> <code>f **g**</code> snake_case_name 2 * 3 * 4 *h*',
    ])
    expect(read('[robot](https://a.b/c) ![cam](/c.png) <https://x.y> one  \ntwo')).toEqual([
      'p <a https://a.b/c>robot</a> <img /c.png cam> <a https://x.y>https://x.y</a> one<br>two',
    ])
  })

  test('shows HTML and dangerous links as the text that they are', () => {
    const attack = '<script>alert(1)</script> [x](javascript:alert(1)) ![x](data:image/svg+xml,a) <img src=x onerror=y>'
    expect(parseMarkdown(attack)).toEqual([{ kind: 'paragraph', inside: [{ kind: 'text', text: attack }] }])
  })

  test('reads hostile text in no time', () => {
    const started = performance.now()
    for (const text of [
      '*'.repeat(20_000),
      '['.repeat(20_000),
      '> '.repeat(5000),
      '`'.repeat(9999),
      '_a'.repeat(9000),
      '**a '.repeat(4000),
    ]) {
      parseMarkdown(text)
    }
    expect(performance.now() - started).toBeLessThan(5000)
  })
})
