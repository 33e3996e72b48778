/** Whether two prop values mean the same: primitives, dates, lists, typed arrays and maps of them. */
export function sameValue(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (isList(a) || isList(b)) {
    if (!isList(a) || !isList(b) || a.length !== b.length || a.constructor !== b.constructor) return false
    for (let index = 0; index < a.length; index += 1) if (!sameValue(a[index], b[index])) return false
    return true
  }
  if (a instanceof Date || b instanceof Date) return a instanceof Date && b instanceof Date && +a === +b
  const names = Object.keys(a)
  return (
    names.length === Object.keys(b).length &&
    names.every((name) => Object.hasOwn(b, name) && sameValue(a[name as never], b[name as never]))
  )
}

/** The patch that turns one set of props into the other: `null` takes a prop away. */
export function differenceOf(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const difference: Record<string, unknown> = {}
  for (const name in before) if (!Object.hasOwn(after, name)) difference[name] = null
  for (const name in after) if (!sameValue(before[name], after[name])) difference[name] = after[name]
  return difference
}

const isList = (value: object): value is ArrayLike<unknown> & object =>
  Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView))
