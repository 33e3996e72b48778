import {
  type Button,
  type GraphNode,
  type GUI,
  type GuiText,
  NODE_TYPES,
  resolveProps,
  type SceneGraph,
  type Select,
  type Slider,
  type Toggle,
} from '../../../protocol/index.ts'
import { nearestValue, type SliderRange } from './slider.ts'

export type ControlValue = number | boolean | string

interface Usable {
  readonly key: string
  readonly label: string
  readonly isDisabled: boolean
}

/** One control as it is shown: checked, and with the value of whoever has the say. */
export type Control =
  | (Usable & { readonly kind: 'button' })
  | (Usable & SliderRange & { readonly kind: 'slider'; readonly unit: string; readonly value: number })
  | (Usable & { readonly kind: 'toggle'; readonly value: boolean })
  | (Usable & { readonly kind: 'select'; readonly options: readonly string[]; readonly value: string })
  | {
      readonly kind: 'text'
      readonly key: string
      readonly label: string | undefined
      readonly text: string
      readonly level: Level
    }

export type Level = 'info' | 'success' | 'warning' | 'error'

export interface ControlGroup {
  /** The key of its `GUI`; empty for the controls that are in none. */
  readonly key: string
  readonly title: string
  readonly isCollapsed: boolean
  /** Its controls stand among the HTML of the page, so the page’s panel leaves them out; in a headset there is no HTML. */
  readonly isInline?: boolean
  readonly controls: readonly Control[]
}

type GuiTag = 'GUI' | ControlTag
type ControlTag = 'Button' | 'Slider' | 'Toggle' | 'Select' | 'GuiText'
const CONTROL_TAGS: ReadonlySet<string> = new Set<ControlTag>(['Button', 'Slider', 'Toggle', 'Select', 'GuiText'])

export const isGuiTag = (tag: string): tag is GuiTag => tag === 'GUI' || CONTROL_TAGS.has(tag)
export const isControlTag = (tag: string): tag is ControlTag => CONTROL_TAGS.has(tag)

/** The prop that both the script and the person write. */
export const sharedProp = (tag: string): string => (tag === 'GUI' ? 'collapsed' : 'value')

export interface GroupsReader {
  readonly graph: SceneGraph
  /** What the person set, where that counts. */
  personal(key: string): ControlValue | undefined
  /** Says what is wrong with a node, or with `null` that `about` is right. */
  report(key: string, about: 'props' | 'control', problem: string | null): void
}

const UNTITLED = 'Controls'
/** Of the group of controls that stand among HTML: no node has it. */
const INLINE_KEY = '#html'

/**
 * The controls of a scene in their groups. `keys` are those of all nodes of these types, in the order in which they are
 * shown. A `GUI` has what is anywhere below it, up to the next `GUI`.
 */
export function readGroups(keys: Iterable<string>, reader: GroupsReader): ControlGroup[] {
  const groups: ControlGroup[] = []
  let loose: Control[] | undefined
  const inline: Control[] = []
  for (const key of keys) {
    const node = reader.graph.get(key)
    if (!node) continue
    if (node.tag === 'GUI') groups.push(readGroup(node, reader))
    else if (isControlTag(node.tag) && !isInGui(node, reader.graph)) {
      if (isAmongHtml(node, reader.graph)) {
        inline.push(readControl(node, reader))
        continue
      }
      if (!loose) {
        loose = []
        groups.push({ key: '', title: UNTITLED, isCollapsed: reader.personal('') === true, controls: loose })
      }
      loose.push(readControl(node, reader))
    }
  }
  if (inline.length > 0) {
    const isCollapsed = reader.personal(INLINE_KEY) === true
    groups.push({ key: INLINE_KEY, title: 'Page', isCollapsed, isInline: true, controls: inline })
  }
  return groups
}

/** At the top of the list it is no part of anything, and goes to the panel. */
function isAmongHtml(node: GraphNode, graph: SceneGraph): boolean {
  let root: GraphNode | undefined = node
  while (root && root.parent !== null) {
    root = graph.get(root.parent)
    if (root?.tag === 'Html') return true
  }
  return root !== node && root?.slot === 'htmlChildren'
}

function isInGui(node: GraphNode, graph: SceneGraph): boolean {
  let parent = node.parent === null ? undefined : graph.get(node.parent)
  while (parent && parent.tag !== 'GUI') parent = parent.parent === null ? undefined : graph.get(parent.parent)
  return parent !== undefined
}

function readGroup(node: GraphNode, reader: GroupsReader): ControlGroup {
  const { props, problems } = resolveProps<typeof GUI.props>(NODE_TYPES.GUI, node.props)
  reader.report(node.key, 'props', problems.join('; ') || null)
  const personal = reader.personal(node.key)
  return {
    key: node.key,
    title: props.title ?? UNTITLED,
    isCollapsed: typeof personal === 'boolean' ? personal : props.collapsed,
    controls: controlsBelow(node, reader),
  }
}

function controlsBelow(node: GraphNode, reader: GroupsReader): Control[] {
  return node.children.flatMap((key): Control[] => {
    const child = reader.graph.get(key)
    if (!child || child.tag === 'GUI') return []
    return isControlTag(child.tag) ? [readControl(child, reader)] : controlsBelow(child, reader)
  })
}

function readControl(node: GraphNode, reader: GroupsReader): Control {
  const tag = node.tag as ControlTag
  const { control, problems, contradiction = null } = READERS[tag](node, reader.personal(node.key))
  // In the words of the scene's own check of props, which does not reach what is on the page only.
  reader.report(node.key, 'props', problems.join('; ') || null)
  reader.report(node.key, 'control', contradiction)
  return control
}

interface Reading {
  control: Control
  /** Props that are wrong by themselves. */
  problems: string[]
  /** Props that do not go together. */
  contradiction?: string | null
}
type ReadControl = (node: GraphNode, personal: ControlValue | undefined) => Reading

const READERS: Readonly<Record<ControlTag, ReadControl>> = {
  Button({ key, props: written }) {
    const { props, problems } = resolveProps<typeof Button.props>(NODE_TYPES.Button, written)
    const label = props.label ?? props.value ?? key
    return { control: { kind: 'button', key, label, isDisabled: props.disabled }, problems }
  },
  Slider({ key, props: written }, personal) {
    const { props, problems } = resolveProps<typeof Slider.props>(NODE_TYPES.Slider, written)
    const { min, max, step, unit = '', label = key, disabled } = props
    const contradiction = max > min ? null : `max: expected a number above min (${min}), got ${max}`
    const range = { min, max: Math.max(min, max), step }
    const value = nearestValue(typeof personal === 'number' ? personal : (props.value ?? min), range)
    const isDisabled = disabled || max <= min
    return { control: { kind: 'slider', key, label, isDisabled, ...range, unit, value }, problems, contradiction }
  },
  Toggle({ key, props: written }, personal) {
    const { props, problems } = resolveProps<typeof Toggle.props>(NODE_TYPES.Toggle, written)
    const value = typeof personal === 'boolean' ? personal : props.value
    return { control: { kind: 'toggle', key, label: props.label ?? key, isDisabled: props.disabled, value }, problems }
  },
  Select({ key, props: written }, personal) {
    const { props, problems } = resolveProps<typeof Select.props>(NODE_TYPES.Select, written)
    const { options, disabled, label = key } = props
    const isOption = (value: unknown): value is string => typeof value === 'string' && options.includes(value)
    const isRight = props.value === undefined || isOption(props.value)
    const contradiction = isRight ? null : `value: expected one of options, got ${JSON.stringify(props.value)}`
    const value = [personal, props.value, options[0]].find(isOption) ?? ''
    const isDisabled = disabled || options.length === 0
    return { control: { kind: 'select', key, label, isDisabled, options, value }, problems, contradiction }
  },
  GuiText({ key, props: written }) {
    const { props, problems } = resolveProps<typeof GuiText.props>(NODE_TYPES.GuiText, written)
    const { label, text, level } = props
    return { control: { kind: 'text', key, label, text: String(text), level }, problems }
  },
}
