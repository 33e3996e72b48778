import { Color } from 'three'

const HEX = /^#([0-9a-f]{3}|[0-9a-f]{6})$/i
/** As Python programs write numbers of colours in texts. */
const NUMBER = /^0x[0-9a-f]{6}$/i
const FUNCTION = /^(rgb|hsl)a?\([\d\s.,%/deg]+\)$/i

/** Whether three.js understands it: a CSS colour, or 0xRRGGBB. */
export const isColor = (value: unknown): value is string | number =>
  typeof value === 'number'
    ? value >= 0 && value <= 0xffffff
    : typeof value === 'string' &&
      (HEX.test(value) || NUMBER.test(value) || FUNCTION.test(value) || Object.hasOwn(Color.NAMES, value.toLowerCase()))

/** Sets a colour, or the fallback where there is none. False when the value is not a colour; it is left alone then. */
export function setColor(color: Color, value: unknown, fallback: string | number): boolean {
  if (isColor(value)) color.set(typeof value === 'string' && NUMBER.test(value) ? Number(value) : value)
  else color.set(fallback)
  return isColor(value) || value === undefined
}

/** What is wrong with the colours among a node's props: words that three.js does not know. */
export function colorProblems(props: Readonly<Record<string, unknown>>): string[] {
  return Object.entries(props)
    .filter(([name, value]) => /^color$|Color$/.test(name) && (typeof value === 'string' || typeof value === 'number'))
    .filter(([, value]) => !isColor(value))
    .map(([name, value]) => `${name}: ${JSON.stringify(value)} is not a colour`)
}
