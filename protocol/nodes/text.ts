import * as v from 'valibot'
import { defineNode, prop } from '../defineNode.ts'
import { frequency as aboveZero, boolean, color, listOf, number, placementProps, positive, string } from './schemas.ts'
import { solidProps } from './surface.ts'

const shareOrNumber = v.union([
  v.number(),
  v.pipe(
    v.string(),
    v.check((text) => /^-?\d+(\.\d+)?%$/.test(text), 'expected a number or a percentage'),
  ),
])
const share = (doc: string, value: number) => prop(positive, doc, { default: value })
const text = prop(v.union([v.string(), v.number()]), 'What is written. Otherwise it is the node’s children.')

export const Text = defineNode({
  tag: 'Text',
  doc: 'Text on a plane that faces +z. Its font is our server’s (Inter: Latin, Greek, Cyrillic, signs); `font` names another.',
  props: {
    ...placementProps,
    text,
    color: prop(color, 'Colour of the letters.', { default: '#ffffff' }),
    fontSize: prop(aboveZero, 'Height of a line of letters.', { unit: 'm', default: 1 }),
    font: prop(string, 'URL of a TTF, OTF or WOFF file. WOFF2 is not read.'),
    anchorX: prop(
      v.union([v.picklist(['left', 'center', 'right']), shareOrNumber]),
      'What of its width is at the origin.',
      {
        unit: 'm',
        default: 'center',
      },
    ),
    anchorY: prop(
      v.union([
        v.picklist(['top', 'top-baseline', 'top-cap', 'top-ex', 'middle', 'bottom-baseline', 'bottom']),
        shareOrNumber,
      ]),
      'What of its height is at the origin.',
      { unit: 'm', default: 'middle' },
    ),
    maxWidth: prop(positive, 'Lines that are wider are broken.', { unit: 'm' }),
    lineHeight: prop(v.union([v.literal('normal'), v.number()]), 'Distance of lines, as a multiple of `fontSize`.', {
      default: 'normal',
    }),
    letterSpacing: prop(number, 'What is added between letters, as a multiple of `fontSize`.', { default: 0 }),
    textAlign: prop(v.picklist(['left', 'center', 'right', 'justify']), 'How lines are aligned.', { default: 'left' }),
    textIndent: prop(number, 'How far the first line is moved in.', { unit: 'm', default: 0 }),
    direction: prop(v.picklist(['auto', 'ltr', 'rtl']), 'Which way it is read.', { default: 'auto' }),
    whiteSpace: prop(v.picklist(['normal', 'nowrap']), 'Whether lines are broken at `maxWidth`.', {
      default: 'normal',
    }),
    overflowWrap: prop(v.picklist(['normal', 'break-word']), 'Whether words are broken that are too wide.', {
      default: 'normal',
    }),
    fillOpacity: share('Of the letters, from 0 to 1.', 1),
    outlineWidth: prop(
      v.union([positive, shareOrNumber]),
      'Width of a line around the letters, in metres or percent.',
      {
        unit: 'm',
        default: 0,
      },
    ),
    outlineColor: prop(color, 'Colour of that line.', { default: '#000000' }),
    outlineOpacity: share('Of that line, from 0 to 1.', 1),
    outlineBlur: prop(v.union([positive, shareOrNumber]), 'How far that line fades out.', { unit: 'm', default: 0 }),
    outlineOffsetX: prop(shareOrNumber, 'How far it is moved to the right, as for a shadow.', {
      unit: 'm',
      default: 0,
    }),
    outlineOffsetY: prop(shareOrNumber, 'How far it is moved down.', { unit: 'm', default: 0 }),
    strokeWidth: prop(v.union([positive, shareOrNumber]), 'Width of a line on the edge of the letters, inside.', {
      unit: 'm',
      default: 0,
    }),
    strokeColor: prop(color, 'Colour of that line.', { default: '#808080' }),
    strokeOpacity: share('Of that line, from 0 to 1.', 1),
    curveRadius: prop(number, 'Radius of a cylinder that the text lies on; 0 for a plane.', { unit: 'm', default: 0 }),
    depthOffset: prop(number, 'Which of two that lie in one plane is in front: the one with the lower number.', {
      default: 0,
    }),
    clipRect: prop(listOf(4), 'Only what is inside is drawn: left, bottom, right, top.', { unit: 'm' }),
    sdfGlyphSize: prop(
      v.picklist([16, 32, 64, 128, 256]),
      'Pixels of each letter in the texture that all are drawn from: more for fine strokes.',
      { default: 64 },
    ),
  },
})

export const Text3D = defineNode({
  tag: 'Text3D',
  doc: 'Letters with a depth. They begin at the origin and reach along +x, +y and +z.',
  events: ['ON_CLICK'],
  props: {
    ...solidProps,
    text,
    font: prop(string, 'URL of a TTF, OTF or WOFF file, or of a typeface.json; otherwise Inter from our server.'),
    size: prop(aboveZero, 'Height of a capital letter, nearly.', { unit: 'm', default: 1 }),
    height: prop(positive, 'Depth of the letters.', { unit: 'm', default: 0.2 }),
    letterSpacing: prop(number, 'What is added between letters.', { unit: 'm', default: 0 }),
    lineHeight: prop(number, 'Distance of lines, as a multiple of the font’s own.', { default: 1 }),
    curveSegments: prop(positive, 'Straight pieces of a curve.', { default: 8 }),
    bevelEnabled: prop(boolean, 'Whether edges are rounded.', { default: false }),
    bevelThickness: prop(positive, 'How far the rounded edge reaches forwards.', { unit: 'm', default: 0.1 }),
    bevelSize: prop(positive, 'How far it reaches to the side.', { unit: 'm', default: 0.01 }),
    bevelSegments: prop(positive, 'Straight pieces of the rounded edge.', { default: 4 }),
    smooth: prop(positive, 'Vertices that are nearer to each other than this become one, which rounds the light.', {
      unit: 'm',
    }),
  },
})
