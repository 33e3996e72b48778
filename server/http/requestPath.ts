/** `malformed`: no address at all. `refused`: an address that names no file or route here, whatever is on the disk. */
export type RequestPath =
  | { readonly kind: 'path'; readonly path: string }
  | { readonly kind: 'malformed' }
  | { readonly kind: 'refused' }

/** Reads the path of a request target, decoded once. What passes can be joined to a folder without leading out of it. */
export function readRequestPath(target: string): RequestPath {
  const raw = target.split(/[?#]/, 1)[0] ?? ''
  if (!raw.startsWith('/')) return { kind: 'malformed' }
  // A separator that is written as a code is no separator to a browser, but may be one to what reads the path next.
  if (/%(2f|5c)/i.test(raw)) return { kind: 'refused' }
  try {
    const path = decodeURIComponent(raw)
    return path === '/' || isPlainPath(path) ? { kind: 'path', path } : { kind: 'refused' }
  } catch {
    return { kind: 'malformed' }
  }
}

/** Whether a decoded path, `/a/b.stl`, is made of plain names only. The same on every system, so that scenes are portable. */
export function isPlainPath(path: string): boolean {
  // What is still encoded after one decoding (`%2e`) must not mean something to a second one.
  return path.startsWith('/') && !/%(2e|2f|5c|00|25)/i.test(path) && path.slice(1).split('/').every(isPlainName)
}

/** Not a name: empty, `.`, `..`; hidden files; separators, drives and streams (`:`); what Windows cuts off a name's end. */
function isPlainName(name: string): boolean {
  if (name === '' || name.startsWith('.') || /[. ]$/.test(name)) return false
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused.
  if (/[\x00-\x1f\x7f\\/:]/.test(name)) return false
  return !deviceName.test(name) && !shortName.test(name)
}

/** `CON`, `nul.txt`, `com1 .log`: on Windows these open a device, in every folder and with every ending. */
const deviceName = /^(con|prn|aux|nul|conin\$|conout\$|clock\$|(com|lpt)[0-9¹²³]) *(\.|$)/i

/** `GIT~1`: the second name that Windows gives to a file, which may be a hidden one. */
const shortName = /^[^.]{1,6}~[0-9]+(\.|$)/
