import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { anchorsOf, brokenLinks, guides, root } from '../support/guideLinks.ts'

describe('links of the guides', () => {
  it.each(guides())('in %s lead to files and headings that are there', (page) => {
    expect(brokenLinks(page, readFileSync(`${root}${page}`, 'utf8'))).toEqual([])
  })

  it('are found, and broken ones are named with the reason', () => {
    const text = [
      '# Here',
      'A [guide](other.md), [its part](other.md#a-part), [the page](#here), ![a picture](images/x.png), [a site][site].',
      '[gone](gone.md) [no part](other.md#the-part) [not here](#there) ![none](images/y.png) [nothing][nowhere]',
      'But `[code](code.md)` is none.',
      '```ts\nconst at = list[index](nothing.md)\n# not-a-heading\n```',
      '[site]: https://example.org/#anything',
      '[page]: missing.md',
    ].join('\n')
    const files: Record<string, string> = { 'docs/other.md': '## A part\n', 'docs/images/x.png': '' }
    expect(brokenLinks('docs/page.md', text, (path) => files[path] ?? null)).toEqual([
      'gone.md: there is no docs/gone.md',
      'other.md#the-part: docs/other.md has no heading #the-part',
      '#there: docs/page.md has no heading #there',
      'images/y.png: there is no docs/images/y.png',
      'missing.md: there is no docs/missing.md',
      '[nowhere]: docs/page.md does not define it',
    ])
  })

  it('lead to headings as GitHub names them', () => {
    const text = '# What’s `new` in [2.0](x.md)?\n## Same\n## Same\n### HAND_MOVE\n## CA Calls, and more'
    expect([...anchorsOf(text)]).toEqual(['whats-new-in-20', 'same', 'same-1', 'hand_move', 'ca-calls-and-more'])
  })
})
