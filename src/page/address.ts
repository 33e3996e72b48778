/** What the page's address asks for. */
export interface PageAddress {
  /** Where the scene comes from; `null` when the address holds a scene and names no server. */
  socketUrl: string | null
  /** The token that came with the address, or that this tab kept from before. */
  token: string | null
  /** An encoded scene to show at once. */
  scene: string | null
  /** Name of a headset to emulate. */
  emulate: string | null
  hideUI: boolean
  hideXRButton: boolean
  /** Whether a line of figures is shown. */
  stats: boolean
  /** What the script is told of the address: its parameters, without token, socket and scene. */
  query: Readonly<Record<string, string>>
}

/** Under this name a tab keeps the token of its page. */
export const TOKEN_KEY = 'vuer-xr token'
/** The path of the socket on our own origin. */
const SOCKET_PATH = '/socket'

/** Reads the page's address. `keptToken` is what an earlier load of this tab was given. */
export function readPageAddress(href: string, keptToken: string | null): PageAddress {
  const page = new URL(href)
  const query = page.searchParams
  const token = query.get('token') ?? keptToken
  const scene = query.get('scene')
  const explicit = query.get('ws')
  return {
    socketUrl: explicit || (scene === null ? ownSocket(page, token) : null),
    token,
    scene,
    emulate: query.get('emulate'),
    hideUI: isSet(query.get('hideUI')),
    hideXRButton: isSet(query.get('hideXRButton')),
    stats: isSet(query.get('stats')),
    query: Object.fromEntries([...query].filter(([name]) => !NOT_TOLD.has(name))),
  }
}

const NOT_TOLD: ReadonlySet<string> = new Set(['token', 'ws', 'scene'])

/** The same address without the token, so that a copied address or a screenshot gives nobody access. */
export function withoutToken(href: string): string {
  const page = new URL(href)
  page.searchParams.delete('token')
  return page.href
}

function ownSocket(page: URL, token: string | null): string {
  const socket = new URL(SOCKET_PATH, page)
  socket.protocol = page.protocol === 'https:' ? 'wss:' : 'ws:'
  if (token !== null) socket.searchParams.set('token', token)
  return socket.href
}

/** `?hideUI`, `?hideUI=true` and Python's `?hideUI=True` all mean yes. */
const isSet = (value: string | null): boolean => value !== null && value.toLowerCase() !== 'false'
