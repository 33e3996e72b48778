import { renderUnicodeCompact } from 'uqr'
import { describe, expect, test } from 'vitest'
import type { LocalAddresses } from '../../server/addresses.ts'
import { type AddressOptions, addressesToPrint, type BannerContent, formatBanner } from '../../server/banner.ts'

const addresses: LocalAddresses = {
  ipv4: ['192.168.7.20', '127.0.0.1'],
  ipv6: ['fe80::1', 'fd00::20', '::1'],
  hostName: 'robot',
}
const print = (host: string, more: Partial<AddressOptions> = {}) =>
  addressesToPrint({ host, port: 8012, token: null, addresses, ...more })
const plain = { hosted: null, viewer: null }

describe('addressesToPrint', () => {
  test('0.0.0.0 is reached by IPv4 from the network', () => {
    expect(print('0.0.0.0')).toEqual({
      loopback: 'https://localhost:8012/',
      lan: ['https://192.168.7.20:8012/'],
      ...plain,
    })
  })

  test.each(['::', ''])('%j is reached by IPv4 and IPv6, in brackets, without link-local addresses', (host) => {
    expect(print(host)).toEqual({
      loopback: 'https://localhost:8012/',
      lan: ['https://192.168.7.20:8012/', 'https://[fd00::20]:8012/'],
      ...plain,
    })
  })

  test('loopback alone is not reached from the network, nor watched', () => {
    const viewerToken = 'watch-only-secret'
    expect(print('localhost', { viewerToken })).toEqual({ loopback: 'https://localhost:8012/', lan: [], ...plain })
    expect(print('127.0.0.1')).toEqual({ loopback: 'https://127.0.0.1:8012/', lan: [], ...plain })
    expect(print('::1')).toEqual({ loopback: 'https://[::1]:8012/', lan: [], ...plain })
  })

  test('one outward address is reached there and nowhere else', () => {
    expect(print('192.168.7.20')).toEqual({ loopback: null, lan: ['https://192.168.7.20:8012/'], ...plain })
    expect(print('robot.local')).toEqual({ loopback: null, lan: ['https://robot.local:8012/'], ...plain })
  })

  test('token and queries are in each address, encoded', () => {
    const queries = { scene: 'left arm', ws: 'wss://x/?y', debug: true, fps: 60 }
    const { loopback, lan } = print('0.0.0.0', { token: 'a&b', queries })
    const query = '?scene=left+arm&ws=wss%3A%2F%2Fx%2F%3Fy&debug=true&fps=60&token=a%26b'
    expect(loopback).toBe(`https://localhost:8012/${query}`)
    expect(lan).toEqual([`https://192.168.7.20:8012/${query}`])
    expect(new URL(lan[0] ?? '').searchParams.get('token')).toBe('a&b')
  })

  test('with a token for watching there is one address with that token instead', () => {
    const { viewer, lan } = print('0.0.0.0', { token: 'operator-secret', viewerToken: 'watch-only-secret' })
    expect(viewer).toBe('https://192.168.7.20:8012/?token=watch-only-secret')
    expect(lan.join()).not.toContain('watch')
  })

  test('with a domain there is an address of that page, which names our socket and its token', () => {
    const domain = 'https://viewer.lab.example'
    const hosted = new URL(print('0.0.0.0', { domain, token: 'a&b', queries: { grid: false } }).hosted ?? '')
    expect(hosted.origin).toBe(domain)
    expect([...hosted.searchParams.keys()]).toEqual(['grid', 'ws'])
    const socket = new URL(hosted.searchParams.get('ws') ?? '')
    expect(socket.href).toBe('wss://192.168.7.20:8012/socket?token=a%26b')
    expect(socket.searchParams.get('token')).toBe('a&b')
    expect(print('127.0.0.1', { domain }).hosted).toBe(`${domain}/?ws=wss%3A%2F%2F127.0.0.1%3A8012%2Fsocket`)
  })
})

describe('formatBanner', () => {
  const token = 'abcdefghijklmnopqrstuvwx'
  const first = `https://192.168.7.20:8012/?token=${token}`
  const content: BannerContent = {
    name: 'vuer-xr',
    addresses: print('0.0.0.0', { token }),
    fingerprint256: 'AB:CD',
    source: 'made',
    hasAuthority: true,
  }
  const linesOf = (change: Partial<BannerContent>) => formatBanner({ ...content, ...change }).split('\n')
  const showsCode = (lines: string[], url: string) =>
    renderUnicodeCompact(url, { border: 1 })
      .split('\n')
      .every((row) => lines.includes(`  ${row}`))

  test('shows name, addresses, code, fingerprint, and ends in exactly two lines on what to do', () => {
    const lines = linesOf({ name: 'left arm' })
    expect(lines[0]).toBe('left arm is ready.')
    expect(lines).toContain(`  This machine  https://localhost:8012/?token=${token}`)
    expect(lines).toContain(`  Network       ${first}`)
    expect(lines.join('\n')).toContain('Certificate made just now, SHA-256 AB:CD')
    expect(showsCode(lines, first)).toBe(true)
    expect(lines.at(-3)).toBe('')
    expect(lines.at(-2)).toMatch(/^ {2}Open an address above/)
    expect(lines.at(-1)).toContain('install https://192.168.7.20:8012/ca.crt')
  })

  test('has a line for those who may only watch', () => {
    const lines = linesOf({ addresses: print('0.0.0.0', { token, viewerToken: 'watch-only-secret' }) })
    expect(lines).toContain('  Watch only    https://192.168.7.20:8012/?token=watch-only-secret')
    expect(showsCode(lines, first)).toBe(true)
  })

  test('with a domain the code leads to the hosted page', () => {
    const hosted = print('0.0.0.0', { token, domain: 'https://viewer.lab.example' })
    const lines = linesOf({ addresses: hosted })
    expect(lines).toContain(`  Hosted page   ${hosted.hosted}`)
    expect(showsCode(lines, hosted.hosted!)).toBe(true)
    expect(linesOf({ addresses: print('localhost', { domain: 'https://x.example' }) }).join('')).not.toMatch(/[▀▄█]/)
  })

  test('fits a terminal of 80 by 40, but for addresses, fingerprint and advice, however many addresses there are', () => {
    const many = Array.from({ length: 12 }, (_, index) => `10.0.${index}.1`)
    const everything = { token, viewerToken: 'watch-only-secret', domain: 'https://viewer.lab.example' }
    const lines = linesOf({ addresses: print('0.0.0.0', { ...everything, addresses: { ...addresses, ipv4: many } }) })
    expect(lines.filter((line) => line.includes('Network'))).toHaveLength(4)
    expect(lines).toContain('                and 8 more, listed by "vuer-xr doctor"')
    expect(lines.length).toBeLessThanOrEqual(45)
    for (const line of lines.filter((text) => /[▀▄█]/.test(text))) expect(line.length).toBeLessThanOrEqual(80)
    expect(linesOf({}).length).toBeLessThanOrEqual(40)
  })

  test('with files of the user it speaks of no authority', () => {
    const text = linesOf({ source: 'files', hasAuthority: false }).join('\n')
    expect(text).toContain('Certificate from your files')
    expect(text).not.toContain('ca.crt')
  })

  test('for this computer only there is no code, and the way to let a headset in', () => {
    const lines = linesOf({ addresses: print('127.0.0.1') })
    expect(lines.join('')).not.toMatch(/[▀▄█]/)
    expect(lines.at(-1)).toContain('--host 0.0.0.0')
  })
})
