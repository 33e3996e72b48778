/** So many values are compared; what is larger counts as new. */
const MOST_VALUES = 64

/**
 * Whether a prop that is written has this value already: scripts that write whole nodes again and again repeat most of
 * them. Looks at no more than a few values; `false` says nothing about large ones. `null` is written to take a prop away.
 */
export function isRepeated(before: unknown, written: unknown): boolean {
  if (before === written) return true
  if (written === null) return before === undefined
  // Most of what is written are numbers of a place, and most of those are new with the first of them.
  if (Array.isArray(before) && Array.isArray(written) && isNewNumber(before[0], written[0])) return false
  return typeof before === 'object' && typeof written === 'object' && compared(before, written, 0) <= MOST_VALUES
}

/** How many values have been compared, and were the same; infinite where two are not, or where they are too many. */
function compared(before: unknown, written: unknown, count: number): number {
  if (Object.is(before, written)) return count + 1
  if (typeof before !== 'object' || typeof written !== 'object' || before === null || written === null) return Infinity
  if (Array.isArray(before)) {
    if (!Array.isArray(written) || before.length !== written.length) return Infinity
    let sum = count + 1
    for (let index = 0; index < before.length && sum <= MOST_VALUES; index += 1) {
      sum = compared(before[index], written[index], sum)
    }
    return sum
  }
  if (!isMap(before) || !isMap(written)) return Infinity
  let sum = count + 1
  let entries = 0
  for (const name in before) {
    if (!Object.hasOwn(written, name)) return Infinity
    entries += 1
    sum = compared(before[name], written[name], sum)
    if (sum > MOST_VALUES) return Infinity
  }
  for (const _ in written) entries -= 1
  return entries === 0 ? sum : Infinity
}

const isNewNumber = (before: unknown, written: unknown): boolean =>
  typeof before === 'number' && typeof written === 'number' && before !== written

const isMap = (value: object): value is Record<string, unknown> => Object.getPrototypeOf(value) === Object.prototype
