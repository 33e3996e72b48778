import * as v from 'valibot'
import { defineNode, prop } from '../defineNode.ts'
import { boolean, number, positive, string } from './schemas.ts'

const label = prop(string, 'What it is called; its key, if nothing is written.')
const disabled = prop(boolean, 'It is shown, and cannot be used.', { default: false })

export const GUI = defineNode({
  tag: 'GUI',
  doc: 'Controls under one title: on the page, and on the panel in the headset. Its children are `Button`, `Slider`, `Toggle`, `Select`, `GuiText` and further `GUI`s.',
  props: {
    title: prop(string, 'What stands over the controls.'),
    collapsed: prop(boolean, 'Only the title is shown, until somebody opens it.', { default: false }),
    hand: prop(
      v.picklist(['left', 'right', 'none']),
      'The wrist that shows the panel in the headset when its inner side is looked at. The first `GUI` decides for all.',
      { default: 'left' },
    ),
    button: prop(
      v.picklist(['menu', 'x', 'y', 'none']),
      'The button of that hand’s controller that brings the panel and takes it away; on the right, `x` is A and `y` is B. The first `GUI` decides for all.',
      { default: 'menu' },
    ),
  },
})
export const Button = defineNode({
  tag: 'Button',
  doc: 'Says when it is pressed.',
  events: ['CLICK'],
  props: { label, value: prop(string, 'The same as `label`, in Vuer’s words.'), disabled },
})
export const Slider = defineNode({
  tag: 'Slider',
  doc: 'A number between two ends. While the person moves it, what the script writes waits.',
  events: ['SET'],
  props: {
    label,
    min: prop(number, 'The left end.', { default: 0 }),
    max: prop(number, 'The right end.', { default: 100 }),
    step: prop(positive, 'The distance between two values, counted from `min`; 0 is any value.', { default: 1 }),
    value: prop(number, 'Where it stands; `min`, if nothing is written.'),
    unit: prop(string, 'What stands behind the number.'),
    disabled,
  },
})
export const Toggle = defineNode({
  tag: 'Toggle',
  doc: 'On or off.',
  events: ['SET'],
  props: { label, value: prop(boolean, 'Whether it is on.', { default: false }), disabled },
})
export const Select = defineNode({
  tag: 'Select',
  doc: 'One of several words.',
  events: ['SET'],
  props: {
    label,
    options: prop(v.array(string), 'The words to choose from.', { default: [] }),
    value: prop(string, 'The word that is chosen; the first, if nothing is written.'),
    disabled,
  },
})
export const GuiText = defineNode({
  tag: 'GuiText',
  doc: 'A line of text among controls. It is what a script wants to be read, such as whether it is recording.',
  props: {
    label: prop(string, 'What the text is about.'),
    text: prop(v.union([v.string(), v.number()]), 'The text itself.', { default: '' }),
    level: prop(v.picklist(['info', 'success', 'warning', 'error']), 'How it is marked.', { default: 'info' }),
  },
})
