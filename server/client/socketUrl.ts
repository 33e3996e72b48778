import { VuerError } from '../errors.ts'

/** The path of the socket beside our page. */
const SOCKET_PATH = '/socket'

/** The address of a socket, from that of a page or of a socket. Throws INVALID_OPTION. */
export function socketUrl(url = 'wss://localhost:8012/socket', token?: string): string {
  if (!URL.canParse(url)) {
    throw new VuerError(
      'INVALID_OPTION',
      `url: expected an address such as https://192.168.1.20:8012/?token=…, got "${url}"`,
    )
  }
  const socket = new URL(url)
  const given = token ?? socket.searchParams.get('token')
  switch (socket.protocol) {
    case 'ws:':
    case 'wss:':
      break
    case 'http:':
    case 'https:':
      socket.protocol = socket.protocol === 'https:' ? 'wss:' : 'ws:'
      socket.pathname = SOCKET_PATH
      socket.search = ''
      break
    default:
      throw new VuerError('INVALID_OPTION', `url: expected https:, http:, wss: or ws:, got "${socket.protocol}"`)
  }
  socket.hash = ''
  if (given) socket.searchParams.set('token', given)
  return socket.href
}
