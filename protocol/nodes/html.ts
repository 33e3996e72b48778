import * as v from 'valibot'
import { type ChildInput, checkKey, defineNode, prop } from '../defineNode.ts'
import { ProtocolError } from '../errors.ts'
import { HTML_TAGS, type HtmlTag, isHtmlTag } from '../html.ts'
import { readHtmlAttributes } from '../htmlAttributes.ts'
import { problemOfUrl } from '../htmlUrls.ts'
import type { NodeData } from '../node.ts'
import { boolean, placementProps, positive, string } from './schemas.ts'

const style = prop(
  v.record(v.string(), v.nullable(v.union([v.string(), v.number()]))),
  'CSS by the names of React: `{ position: "fixed", fontSize: 20 }`. It brings nothing from elsewhere.',
)
const look = {
  style,
  className: prop(string, 'Names of CSS classes.'),
  title: prop(string, 'Shown under the pointer.'),
}

const pictureSource = v.union([
  v.pipe(
    v.string(),
    v.check((url) => problemOfUrl(url, true) === null, 'expected an address of http, https or a data: picture'),
  ),
  v.instance(Uint8Array) as v.GenericSchema<Uint8Array>,
])

export const Div = defineNode({
  tag: 'Div',
  doc: 'A block of HTML on the page: `htmlChildren: [Div({}, element("h1", {}, "Title"), Button({ key: "go" }))]`. Controls inside it are drawn where they stand.',
  props: look,
})
export const Span = defineNode({
  tag: 'Span',
  doc: 'Text in a line.',
  props: { ...look, text: prop(string, 'The text, before what is inside.') },
})
export const Img = defineNode({
  tag: 'Img',
  doc: 'A picture on the page. It says where it was clicked.',
  events: ['CLICK'],
  props: {
    ...look,
    src: prop(pictureSource, 'An address, or the bytes of a picture (JPEG, PNG, WebP).'),
    alt: prop(string, 'What it shows, in words.'),
    width: prop(v.union([v.number(), v.string()]), 'Width.', { unit: 'px' }),
    height: prop(v.union([v.number(), v.string()]), 'Height.', { unit: 'px' }),
  },
})
export const Input = defineNode({
  tag: 'Input',
  doc: 'A field to write in. Enter sends the text, Shift and Enter begin a new line.',
  events: ['INPUT'],
  props: {
    style,
    textareaStyle: prop(style.schema, 'CSS of the field itself, where `style` is that of the box around it.'),
    value: prop(string, 'The text; what the script writes replaces what is there.'),
    defaultValue: prop(string, 'The text at the beginning.'),
    placeholder: prop(string, 'Shown while there is no text.'),
    clearOnSubmit: prop(boolean, 'Whether the field is empty after Enter.', { default: false }),
    disabled: prop(boolean, 'It is shown, and cannot be used.', { default: false }),
  },
})
export const Markdown = defineNode({
  tag: 'Markdown',
  doc: 'Text with marks: headings, lists, quotes, **strong**, *emphasis*, `code`, links, pictures and blocks of code. HTML in it is shown as the text that it is.',
  props: { ...look, text: prop(string, 'The text, before what is inside.') },
})
export const AutoScroll = defineNode({
  tag: 'AutoScroll',
  doc: 'A block that shows its end whenever something inside it is new, unless the person has scrolled up.',
  props: look,
})

export const Html = defineNode({
  tag: 'Html',
  doc: 'HTML at a place of the scene: a label of a robot, a value beside a joint, `Html({ position: [0, 1, 0], center: true }, element("p", {}, "gripper"))`. Inside it stands what may stand in `htmlChildren`, controls too. It lies over the picture, so neither a headset nor `grabRender` shows it: use `Text` there.',
  props: {
    ...placementProps,
    ...look,
    center: prop(boolean, 'Its middle is at the place, and not its upper left corner.', { default: false }),
    transform: prop(boolean, 'It lies in the scene like a sheet of paper, turned and sized with its node.', {
      default: false,
    }),
    sprite: prop(boolean, 'With `transform`, it is always turned towards the view.', { default: false }),
    distanceFactor: prop(
      positive,
      'It is smaller from afar, and has its own size at this distance. With `transform`, 400 px are so many metres; 10 if nothing is written.',
      { unit: 'm' },
    ),
    occlude: prop(
      v.union([boolean, v.literal('blending')]),
      'It is hidden where something of the scene is before its place. `blending` is the same.',
      { default: false },
    ),
    fullscreen: prop(boolean, 'It is as large as the picture, around its place.', { default: false }),
    prepend: prop(boolean, 'It lies below the HTML of other nodes.', { default: false }),
    zIndexRange: prop(
      v.pipe(
        v.array(v.number()),
        v.check((list) => list.length === 2, 'expected 2 numbers'),
      ),
      'The CSS z-index of what is nearest and of what is farthest.',
      { default: [16777271, 0] },
    ),
    pointerEvents: prop(
      v.picklist(['auto', 'none']),
      'Whether it can be pressed; with `none` the scene behind it is.',
      {
        default: 'auto',
      },
    ),
  },
})

/**
 * A plain element of HTML, for `htmlChildren`: `element('h1', { style: { color: 'red' } }, 'Title')`. Throws
 * `INVALID_NODE` for tags and attributes that a scene cannot have.
 */
export function element(
  tag: HtmlTag,
  { key, ...props }: { key?: string; [attribute: string]: unknown } = {},
  ...children: ChildInput[]
): NodeData {
  if (!isHtmlTag(tag)) {
    const known = HTML_TAGS.map((name) => `<${name}>`).join(', ')
    throw new ProtocolError('INVALID_NODE', `element: a scene has no <${String(tag)}>; there is ${known}`)
  }
  lastElement += 1
  const name = key ?? `${tag}#element${lastElement}`
  checkKey(name, tag)
  const [problem] = readHtmlAttributes(tag, props).problems
  if (problem !== undefined) throw new ProtocolError('INVALID_NODE', `${tag} ${JSON.stringify(name)}: ${problem}`)
  const present = children.filter((child) => child !== null && child !== undefined && child !== false)
  return { tag, key: name, ...props, ...(present.length > 0 ? { children: present as (NodeData | string)[] } : {}) }
}

let lastElement = 0
