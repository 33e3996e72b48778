/**
 * Which clients a handler is for: by what they say in their INIT. A text is a pattern with `*` and `?`, as in
 * `{ client: 'python', pkgVersion: '1.*' }`; all entries must match. Or a function of what the client said.
 */
export type ClientFilter =
  | Readonly<Record<string, string | number | boolean | RegExp>>
  | ((client: Readonly<Record<string, unknown>>) => boolean)

export function matchesFilter(client: Readonly<Record<string, unknown>>, filter: ClientFilter): boolean {
  if (typeof filter === 'function') return filter(client)
  return Object.entries(filter).every(([name, pattern]) => {
    if (!Object.hasOwn(client, name)) return false
    const said = String(client[name])
    return pattern instanceof RegExp ? said.search(pattern) >= 0 : toRegExp(String(pattern)).test(said)
  })
}

const toRegExp = (pattern: string): RegExp =>
  new RegExp(
    `^${pattern
      .replace(/[\\^$.|+()[\]{}]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.')}$`,
    's',
  )
