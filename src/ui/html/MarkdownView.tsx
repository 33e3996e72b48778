import { createElement, Fragment, type ReactNode, useMemo } from 'react'
import { TEXT_TAG } from '../../../protocol/index.ts'
import { useHtml } from './HtmlContext.ts'
import type { HtmlViewProps } from './HtmlNode.tsx'
import { type Block, type Inline, parseMarkdown } from './markdown.ts'

/** Marked text as elements of React: nothing in it is ever read as HTML. */
export function MarkdownView({ node, attributes }: Omit<HtmlViewProps, 'children'>) {
  const { scene } = useHtml()
  const texts = node.children.map((key) => scene.graph.get(key)).filter((child) => child?.tag === TEXT_TAG)
  const written = typeof node.props.text === 'string' ? [node.props.text] : []
  const text = [...written, ...texts.map((child) => child!.props.text as string)].join('')
  const blocks = useMemo(() => parseMarkdown(text), [text])
  return (
    <div {...attributes} className={`html-markdown ${String(attributes.className ?? '')}`}>
      {blocks.map(drawBlock)}
    </div>
  )
}

function drawBlock(block: Block, index: number): ReactNode {
  switch (block.kind) {
    case 'heading':
      return createElement(`h${block.level}`, { key: index }, ...block.inside.map(drawInline))
    case 'paragraph':
      return <p key={index}>{block.inside.map(drawInline)}</p>
    case 'quote':
      return <blockquote key={index}>{block.blocks.map(drawBlock)}</blockquote>
    case 'code':
      return (
        <pre key={index}>
          <code>{block.text}</code>
        </pre>
      )
    case 'list': {
      const items = block.items.map((inside, at) => createElement('li', { key: at }, ...inside.map(drawItem)))
      return createElement(
        block.isOrdered ? 'ol' : 'ul',
        { key: index, ...(block.isOrdered && { start: block.start }) },
        items,
      )
    }
    case 'rule':
      return <hr key={index} />
    default:
      return block satisfies never
  }
}

/** A line of a list is no paragraph. */
const drawItem = (block: Block, index: number): ReactNode =>
  block.kind === 'paragraph' ? <Fragment key={index}>{block.inside.map(drawInline)}</Fragment> : drawBlock(block, index)

const ELEMENTS = { strong: 'strong', emphasis: 'em', deleted: 's' } as const

function drawInline(inline: Inline, index: number): ReactNode {
  switch (inline.kind) {
    case 'text':
      return inline.text
    case 'code':
      return <code key={index}>{inline.text}</code>
    case 'strong':
    case 'emphasis':
    case 'deleted':
      return createElement(ELEMENTS[inline.kind], { key: index }, ...inline.inside.map(drawInline))
    case 'link':
      return (
        <a key={index} href={inline.url} target="_blank" rel="noopener noreferrer">
          {inline.inside.map(drawInline)}
        </a>
      )
    case 'picture':
      return <img key={index} src={inline.url} alt={inline.alt} />
    case 'break':
      return <br key={index} />
    default:
      return inline satisfies never
  }
}
