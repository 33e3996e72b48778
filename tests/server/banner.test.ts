import { renderUnicodeCompact } from 'uqr'
import { describe, expect, test } from 'vitest'
import type { LocalAddresses } from '../../server/addresses.ts'
import { addressesToPrint, type BannerContent, formatBanner } from '../../server/banner.ts'

const addresses: LocalAddresses = {
  ipv4: ['192.168.7.20', '127.0.0.1'],
  ipv6: ['fe80::1', 'fd00::20', '::1'],
  hostName: 'robot',
}
const print = (host: string, more: { token?: string; queries?: Record<string, string> } = {}) =>
  addressesToPrint({ host, port: 8012, token: null, addresses, ...more })

describe('addressesToPrint', () => {
  test('0.0.0.0 is reached by IPv4 from the network', () => {
    expect(print('0.0.0.0')).toEqual({ loopback: 'https://localhost:8012/', lan: ['https://192.168.7.20:8012/'] })
  })

  test.each(['::', ''])('%j is reached by IPv4 and IPv6, in brackets, without link-local addresses', (host) => {
    expect(print(host)).toEqual({
      loopback: 'https://localhost:8012/',
      lan: ['https://192.168.7.20:8012/', 'https://[fd00::20]:8012/'],
    })
  })

  test('loopback alone is not reached from the network', () => {
    expect(print('localhost')).toEqual({ loopback: 'https://localhost:8012/', lan: [] })
    expect(print('127.0.0.1')).toEqual({ loopback: 'https://127.0.0.1:8012/', lan: [] })
    expect(print('::1')).toEqual({ loopback: 'https://[::1]:8012/', lan: [] })
  })

  test('one outward address is reached there and nowhere else', () => {
    expect(print('192.168.7.20')).toEqual({ loopback: null, lan: ['https://192.168.7.20:8012/'] })
    expect(print('robot.local')).toEqual({ loopback: null, lan: ['https://robot.local:8012/'] })
  })

  test('token and queries are in each address, encoded', () => {
    const { loopback, lan } = print('0.0.0.0', { token: 'a&b', queries: { scene: 'left arm', ws: 'wss://x/?y' } })
    const query = '?scene=left+arm&ws=wss%3A%2F%2Fx%2F%3Fy&token=a%26b'
    expect(loopback).toBe(`https://localhost:8012/${query}`)
    expect(lan).toEqual([`https://192.168.7.20:8012/${query}`])
    expect(new URL(lan[0] ?? '').searchParams.get('token')).toBe('a&b')
  })
})

describe('formatBanner', () => {
  const qrUrl = 'https://192.168.7.20:8012/?token=abcdefghijklmnopqrstuvwx'
  const content: BannerContent = {
    name: 'vuer-xr',
    urls: [
      { label: 'This computer', url: 'https://localhost:8012/' },
      { label: 'LAN', url: qrUrl },
    ],
    qrUrl,
    fingerprint256: 'AB:CD',
    source: 'made',
    authorityUrl: 'https://192.168.7.20:8012/ca.crt',
  }
  const linesOf = (change: Partial<BannerContent>) => formatBanner({ ...content, ...change }).split('\n')

  test('shows addresses, code, fingerprint, and ends in exactly two lines on what to do', () => {
    const lines = linesOf({})
    expect(lines).toContain('  This computer  https://localhost:8012/')
    expect(lines).toContain(`  LAN            ${qrUrl}`)
    expect(lines.join('\n')).toContain('Certificate made just now, SHA-256 AB:CD')
    for (const row of renderUnicodeCompact(qrUrl, { border: 1 }).split('\n')) expect(lines).toContain(`  ${row}`)
    expect(lines.at(-3)).toBe('')
    expect(lines.at(-2)).toMatch(/^ {2}Open an address above/)
    expect(lines.at(-1)).toContain('install https://192.168.7.20:8012/ca.crt')
  })

  test('fits a terminal of 80 by 40, but for addresses, fingerprint and advice', () => {
    const lines = linesOf({})
    expect(lines.length).toBeLessThanOrEqual(40)
    for (const line of lines.filter((text) => /[▀▄█]/.test(text))) expect(line.length).toBeLessThanOrEqual(80)
  })

  test('with files of the user it speaks of no authority', () => {
    const text = linesOf({ source: 'files', authorityUrl: null }).join('\n')
    expect(text).toContain('Certificate from your files')
    expect(text).not.toContain('ca.crt')
  })

  test('for this computer only there is no code, and the way to let a headset in', () => {
    const lines = linesOf({ qrUrl: null })
    expect(lines.join('')).not.toMatch(/[▀▄█]/)
    expect(lines.at(-1)).toContain('--host 0.0.0.0')
  })
})
