import { readPageAddress, TOKEN_KEY } from './address.ts'

interface Early {
  readonly url: string
  readonly socket: WebSocket
  /** What happened to it while nobody listened. The server says nothing before the page has introduced itself. */
  readonly missed: (() => void)[]
  ignore(): void
}

/** Opened when this file is loaded, which is long before the rest of the page is there. */
let early: Early | undefined = openEarly()

/** A socket to this address: the early one, for the first who asks, and otherwise a new one. */
export function takeSocket(url: string): WebSocket {
  const taken = early
  early = undefined
  if (taken?.url !== url) {
    taken?.socket.close()
    return new WebSocket(url)
  }
  const { socket, missed, ignore } = taken
  ignore()
  // Whoever takes it sets its listeners before that.
  queueMicrotask(() => {
    for (const tell of missed) tell()
  })
  return socket
}

function openEarly(): Early | undefined {
  try {
    const { socketUrl } = readPageAddress(location.href, sessionStorage.getItem(TOKEN_KEY))
    if (socketUrl === null) return undefined
    const socket = new WebSocket(socketUrl)
    const missed: (() => void)[] = []
    const opened = (event: Event) => missed.push(() => socket.onopen?.(event))
    const closed = (event: CloseEvent) => missed.push(() => socket.onclose?.(event))
    socket.addEventListener('open', opened)
    socket.addEventListener('close', closed)
    const ignore = () => {
      socket.removeEventListener('open', opened)
      socket.removeEventListener('close', closed)
    }
    return { url: socketUrl, socket, missed, ignore }
  } catch {
    // An address that cannot be opened: the page will say so.
    return undefined
  }
}
