import type { IncomingMessage } from 'node:http'
import { describe, expect, test } from 'vitest'
import type { AdmissionRequest } from '../../server/auth/AdmissionRequest.ts'
import { type AdmissionPolicy, admit } from '../../server/auth/admit.ts'
import { TokenPair } from '../../server/auth/TokenPair.ts'
import { tokenCookie } from '../../server/auth/tokenCookie.ts'
import { tokensEqual } from '../../server/auth/tokensEqual.ts'
import { peerAddress } from '../../server/socket/peerAddress.ts'

const policy: AdmissionPolicy = {
  tokens: new TokenPair({ operator: 'right-token', viewer: 'viewer-token' }),
  allowedOrigins: [],
  knownHosts: ['Robot'],
}
const openToAll = { tokens: new TokenPair({ operator: false, viewer: 'viewer-token' }) }
const headset: AdmissionRequest = {
  remoteAddress: '192.168.7.33',
  url: '/ws?token=right-token',
  origin: 'https://192.168.7.20:8012',
  host: '192.168.7.20:8012',
}
const outcome = (request: Partial<AdmissionRequest>, change: Partial<AdmissionPolicy> = {}) => {
  const admission = admit({ ...headset, ...request }, { ...policy, ...change })
  return admission.ok ? `${admission.role} by ${admission.by}` : admission.closeCode
}

describe('token', () => {
  test('the right one lets a headset in, in the role that it gives', () => {
    expect(outcome({})).toBe('operator by token')
    expect(outcome({ url: '/ws?token=viewer-token' })).toBe('viewer by token')
  })

  test.each([
    ['missing', '/ws'],
    ['empty', '/ws?token='],
    ['wrong', '/ws?token=wrong'],
    ['longer', '/ws?token=right-token-'],
    ['in the path', '/ws/right-token'],
    ['second to a wrong one', '/ws?token=wrong&token=right-token'],
    ['in a URL that is none', '//'],
    ['without a URL', undefined],
  ])('%s is refused with 4401', (_name, url) => {
    expect(outcome({ url })).toBe(4401)
  })

  test('a token is read as URL text', () => {
    const tokens = new TokenPair({ operator: 'a+b c&d', viewer: false })
    expect(outcome({ url: '/ws?token=a%2Bb%20c%26d' }, { tokens })).toBe('operator by token')
  })

  test('a program may send it as Authorization: Bearer', () => {
    expect(outcome({ url: '/ws', authorization: 'Bearer right-token' })).toBe('operator by token')
    expect(outcome({ url: '/ws', authorization: 'bearer viewer-token' })).toBe('viewer by token')
    expect(outcome({ url: '/ws', authorization: 'Basic right-token' })).toBe(4401)
    expect(outcome({ url: '/ws', authorization: 'Bearer wrong' })).toBe(4401)
  })

  test.each(['127.0.0.1', '::1', '::ffff:127.0.0.1'])(
    'from %s none is needed, a wrong one does no harm, and the viewer’s makes a viewer',
    (remoteAddress) => {
      expect(outcome({ remoteAddress, url: '/ws' })).toBe('operator by place')
      expect(outcome({ remoteAddress, url: '/ws?token=wrong' })).toBe('operator by place')
      expect(outcome({ remoteAddress, url: '/ws?token=viewer-token' })).toBe('viewer by token')
    },
  )

  test('an unknown peer counts as far away', () => {
    expect(outcome({ remoteAddress: undefined, url: '/ws' })).toBe(4401)
  })

  test('where no token is asked for everybody is operator, unless he brings the viewer’s', () => {
    expect(outcome({ url: '/ws' }, openToAll)).toBe('operator by place')
    expect(outcome({ url: '/ws?token=wrong' }, openToAll)).toBe('operator by place')
    expect(outcome({ url: '/ws?token=viewer-token' }, openToAll)).toBe('viewer by token')
  })

  test('a token that is withdrawn with none in its place lets nobody in, not even with an empty one', () => {
    const tokens = new TokenPair({ operator: null, viewer: false })
    for (const url of ['/ws', '/ws?token=', '/ws?token=null', '/ws?token=right-token']) {
      expect(outcome({ url }, { tokens })).toBe(4401)
    }
    expect(tokens.roleOf('')).toBe(null)
  })

  test('should both roles have the same token, it gives the lesser role', () => {
    const tokens = new TokenPair({ operator: 'right-token', viewer: 'right-token' })
    expect(outcome({}, { tokens })).toBe('viewer by token')
  })
})

describe('cookie', () => {
  const bare = { url: '/ws', port: 8012 }
  const cookieFor = (token: string, port = 8012) => tokenCookie(port, token).split(';')[0] ?? ''

  test('stands for the token that it holds', () => {
    expect(outcome({ ...bare, cookie: cookieFor('right-token') })).toBe('operator by cookie')
    expect(outcome({ ...bare, cookie: `a=b; ${cookieFor('viewer-token')}; c=d` })).toBe('viewer by cookie')
  })

  test('holds any token that a file may hold', () => {
    const token = 'a;b=c,"%41"'
    const tokens = new TokenPair({ operator: token, viewer: false })
    expect(outcome({ ...bare, cookie: cookieFor(token) }, { tokens })).toBe('operator by cookie')
  })

  test.each([
    ['of another port', cookieFor('right-token', 8013)],
    ['with a wrong token', cookieFor('wrong')],
    ['that is empty', 'vuer-xr-8012='],
    ['that is malformed', 'vuer-xr-8012=%zz'],
    ['of another name', 'token=right-token'],
  ])('one %s is refused with 4401', (_name, cookie) => {
    expect(outcome({ ...bare, cookie })).toBe(4401)
  })

  test('does not count for a page of another site', () => {
    expect(outcome({ ...bare, cookie: cookieFor('right-token'), origin: 'https://evil.example' })).toBe(4403)
  })

  test('a right one makes up for an old token in the address; a right token comes before it', () => {
    const cookie = cookieFor('right-token')
    expect(outcome({ ...bare, cookie, url: '/ws?token=old' })).toBe('operator by cookie')
    expect(outcome({ ...bare, cookie, url: '/ws?token=viewer-token' })).toBe('viewer by token')
  })

  test('makes nobody a viewer where no token is needed', () => {
    const cookie = cookieFor('viewer-token')
    expect(outcome({ ...bare, cookie, remoteAddress: '127.0.0.1' })).toBe('operator by place')
    expect(outcome({ ...bare, cookie }, openToAll)).toBe('operator by place')
  })

  test('is for this server alone, out of reach of scripts and other sites, for thirty days', () => {
    expect(tokenCookie(8012, 'right-token')).toBe(
      'vuer-xr-8012=right-token; Max-Age=2592000; Path=/; Secure; HttpOnly; SameSite=Strict',
    )
  })
})

describe('origin', () => {
  test('a program without Origin passes, and still needs the token', () => {
    expect(outcome({ origin: undefined })).toBe('operator by token')
    expect(outcome({ origin: undefined, url: '/ws' })).toBe(4401)
  })

  test.each([
    ['https://localhost:8012', 'localhost:8012'],
    ['https://[fd00::20]:8012', '[fd00::20]:8012'],
    ['https://arm.local:8012', 'arm.local:8012'],
    ['https://robot:8012', 'robot:8012'],
    ['https://robot:8012', 'ROBOT:8012'],
    ['https://robot', 'robot'],
    ['https://robot', 'robot:443'],
  ])('%s is our own page when Host is %s', (origin, host) => {
    expect(outcome({ origin, host })).toBe('operator by token')
  })

  test.each([
    ['another host', 'https://evil.example', '192.168.7.20:8012'],
    ['another port', 'https://192.168.7.20:9999', '192.168.7.20:8012'],
    ['the default port', 'https://192.168.7.20', '192.168.7.20:8012'],
    ['a name that ends alike', 'https://xlocalhost:8012', 'xlocalhost:8012'],
    ['a name that only holds .local', 'https://arm.local.evil.example:8012', 'arm.local.evil.example:8012'],
    ['DNS rebinding', 'https://evil.example:8012', 'evil.example:8012'],
    ['DNS rebinding to an address in the name', 'https://127.0.0.1.evil.example:8012', '127.0.0.1.evil.example:8012'],
    ['a sandboxed page', 'null', '192.168.7.20:8012'],
    ['a file', 'file://', ''],
    ['no Host header', 'https://192.168.7.20:8012', undefined],
    ['an empty Origin', '', '192.168.7.20:8012'],
  ])('%s is refused with 4403, also from this machine and without a token', (_name, origin, host) => {
    expect(outcome({ origin, host })).toBe(4403)
    expect(outcome({ origin, host, remoteAddress: '127.0.0.1' }, openToAll)).toBe(4403)
  })

  test('allowedOrigins lets exact origins in, or all with *', () => {
    const origin = 'https://vuer.ai'
    expect(outcome({ origin }, { allowedOrigins: [origin] })).toBe('operator by token')
    expect(outcome({ origin }, { allowedOrigins: ['*'] })).toBe('operator by token')
    expect(outcome({ origin: 'https://vuer.ai:444' }, { allowedOrigins: [origin] })).toBe(4403)
    expect(outcome({ origin: 'https://vuer.ai.evil.example' }, { allowedOrigins: [origin] })).toBe(4403)
  })
})

test('every reason fits a close frame, says what to do, and gives no token away', () => {
  const refusals: Array<Partial<AdmissionRequest>> = [
    { url: '/ws' },
    { url: '/ws?token=wrong' },
    { origin: `https://${'x'.repeat(200)}.example` },
    { origin: 'https://evil.example:8012', host: 'evil.example:8012' },
  ]
  for (const refusal of refusals) {
    const admission = admit({ ...headset, ...refusal }, policy)
    if (admission.ok) throw new Error('was let in')
    expect(Buffer.byteLength(admission.reason)).toBeLessThanOrEqual(120)
    expect(admission.reason).toMatch(/open|add/)
    expect(admission.reason).not.toContain('right-token')
  }
})

test('tokensEqual takes texts of any length', () => {
  expect(tokensEqual('a', 'a')).toBe(true)
  expect(tokensEqual('a', 'b')).toBe(false)
  expect(tokensEqual('a', 'ab')).toBe(false)
  expect(tokensEqual('', '')).toBe(true)
})

describe('the address of the peer', () => {
  const peer = (remoteAddress: string, headers: Record<string, string> = {}) =>
    peerAddress({ socket: { remoteAddress }, headers } as unknown as IncomingMessage)

  test('is that of the socket, whatever it claims', () => {
    expect(peer('192.0.2.7')).toBe('192.0.2.7')
    expect(peer('192.0.2.7', { 'x-forwarded-for': '127.0.0.1' })).toBe('192.0.2.7')
    expect(peer('127.0.0.1')).toBe('127.0.0.1')
  })

  test('is what a proxy on this machine saw, which is the last one', () => {
    expect(peer('127.0.0.1', { 'x-forwarded-for': '127.0.0.1, 192.0.2.7' })).toBe('192.0.2.7')
    expect(peer('::1', { 'x-forwarded-for': '127.0.0.1' })).toBe('127.0.0.1')
    expect(peer('::1', { 'x-forwarded-for': '' })).toBe('')
  })

  test.each(['forwarded', 'via', 'x-real-ip', 'x-forwarded-host', 'x-forwarded-proto'])(
    'is unknown behind a proxy on this machine that sends %s and does not say who asks',
    (name) => {
      expect(peer('127.0.0.1', { [name]: 'x' })).toBeUndefined()
    },
  )
})
