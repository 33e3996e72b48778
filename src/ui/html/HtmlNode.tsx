import { createElement, memo, type ReactNode, useEffect, useSyncExternalStore } from 'react'
import {
  type GraphNode,
  isHtmlTag,
  NODE_TYPES,
  readHtmlAttributes,
  resolveProps,
  TEXT_TAG,
} from '../../../protocol/index.ts'
import { ControlView } from '../gui/ControlView.tsx'
import { isControlTag } from '../gui/controls.ts'
import { AutoScrollView } from './AutoScrollView.tsx'
import { useHtml, useHtmlNode } from './HtmlContext.ts'
import { ImgView } from './ImgView.tsx'
import { InputView } from './InputView.tsx'
import { MarkdownView } from './MarkdownView.tsx'

/** What the views of HTML nodes get: attributes are known to be harmless. */
export interface HtmlViewProps {
  node: GraphNode
  attributes: Record<string, unknown>
  children: ReactNode
}

/** A key of the graph as an element of the page: only tags and attributes that run nothing and bring nothing. */
export const HtmlNode = memo(function HtmlNode({ nodeKey }: { nodeKey: string }) {
  const node = useHtmlNode(nodeKey)
  if (!node || node.props.hide === true) return null
  if (node.tag === TEXT_TAG) return node.props.text as string
  if (isControlTag(node.tag)) return <Control nodeKey={nodeKey} />
  return <Known key={node.tag} node={node} />
})

/** Elements that have no inside. */
const EMPTY: ReadonlySet<string> = new Set(['br', 'hr', 'img'])
const PLAIN: Readonly<Record<string, string>> = {
  Div: 'div',
  Span: 'span',
  VuerGroup: 'div',
  Group: 'div',
  group: 'div',
}

function Known({ node }: { node: GraphNode }) {
  const { scene } = useHtml()
  const { key, tag, props } = node
  const { attributes, problems } = readNode(node)
  const problem = problems.join('; ') || null
  useEffect(() => {
    scene.report(key, 'props', problem)
    return () => scene.report(key, 'props', null)
  }, [scene, key, problem])

  const children = node.children.map((child) => <HtmlNode key={child} nodeKey={child} />)
  const text = typeof props.text === 'string' ? props.text : null
  switch (tag) {
    case 'Img':
      return <ImgView node={node} attributes={attributes} />
    case 'Input':
      return <InputView node={node} attributes={attributes} />
    case 'Markdown':
      return <MarkdownView node={node} attributes={attributes} />
    case 'AutoScroll':
      return (
        <AutoScrollView node={node} attributes={attributes}>
          {children}
        </AutoScrollView>
      )
    default: {
      const name = isHtmlTag(tag) ? tag : PLAIN[tag]
      if (name === undefined) return <>{children}</>
      return createElement(name, attributes, ...(EMPTY.has(name) ? [] : [text, ...children]))
    }
  }
}

const OWN = new Set(['Img', 'Input', 'Markdown', 'AutoScroll', 'Div', 'Span'])
/** Props that the views of these nodes read for themselves. */
const READ_BY_VIEW: ReadonlySet<string> = new Set(
  [...OWN].flatMap((tag) => Object.keys(NODE_TYPES[tag as 'Img'].props)).filter((name) => !isAttribute(name)),
)
function isAttribute(name: string): boolean {
  return ['style', 'className', 'title', 'alt', 'width', 'height'].includes(name)
}

function readNode({ tag, props }: GraphNode) {
  const element = tag === 'Img' ? 'img' : (PLAIN[tag] ?? tag)
  if (!OWN.has(tag)) return readHtmlAttributes(element, props)
  const checked = resolveProps(NODE_TYPES[tag as 'Img'], props)
  const rest = Object.fromEntries(Object.entries(props).filter(([name]) => !READ_BY_VIEW.has(name)))
  const { attributes, problems } = readHtmlAttributes(element, rest)
  return { attributes, problems: [...new Set([...checked.problems, ...problems])] }
}

/** A control that stands among HTML is the same as on the panel, and as in the headset. */
function Control({ nodeKey }: { nodeKey: string }) {
  const { gui } = useHtml()
  const read = () => gui.control(nodeKey)
  const control = useSyncExternalStore(gui.subscribe, read, read)
  const isLocked = useSyncExternalStore(gui.subscribe, gui.isLocked, gui.isLocked)
  if (!control) return null
  const shown = isLocked && control.kind !== 'text' ? { ...control, isDisabled: true } : control
  return <ControlView control={shown} gui={gui} />
}
