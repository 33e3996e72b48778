import type { NetworkInterfaceInfo } from 'node:os'
import { describe, expect, test } from 'vitest'
import { interfaceAddresses, isLinkLocal, isLoopback, localAddresses } from '../../server/addresses.ts'

const info = (address: string): NetworkInterfaceInfo => {
  const common = { address, netmask: '', mac: '', internal: false, cidr: null }
  return address.includes(':') ? { ...common, family: 'IPv6', scopeid: 0 } : { ...common, family: 'IPv4' }
}

describe('localAddresses', () => {
  test('lists real network cards first, then virtual ones, then loopback', () => {
    const interfaces = {
      lo: [info('127.0.0.1'), info('::1')],
      docker0: [info('172.17.0.1')],
      wlan0: [info('192.168.7.20'), info('fd00::20')],
    }
    expect(localAddresses(interfaces, 'robot')).toEqual({
      ipv4: ['192.168.7.20', '172.17.0.1', '127.0.0.1'],
      ipv6: ['fd00::20', '::1'],
      hostName: 'robot',
    })
  })

  test('strips zone ids and names an address once', () => {
    const interfaces = { en0: [info('fe80::1%en0')], en1: [info('fe80::1%en1')] }
    expect(localAddresses(interfaces, '').ipv6).toEqual(['fe80::1', '::1'])
  })

  test('has loopback also where the system lists none', () => {
    expect(localAddresses({}, '')).toMatchObject({ ipv4: ['127.0.0.1'], ipv6: ['::1'] })
    expect(localAddresses().ipv4).toContain('127.0.0.1')
  })
})

describe('isLoopback', () => {
  test.each(['127.0.0.1', '127.9.8.7', '::1', '::ffff:127.0.0.1', '::FFFF:127.1.2.3'])(
    '%s is this machine',
    (address) => {
      expect(isLoopback(address)).toBe(true)
    },
  )

  test.each(['192.168.0.1', '::ffff:192.168.0.1', 'fe80::1', '127.evil.example', '127.1', '', 'localhost', undefined])(
    '%s is not',
    (address) => {
      expect(isLoopback(address)).toBe(false)
    },
  )
})

describe('interfaceAddresses', () => {
  test('names the interface of each address, and says which are virtual', () => {
    const interfaces = { docker0: [info('172.17.0.1')], lo: [info('127.0.0.1')], wlan0: [info('fe80::1%wlan0')] }
    expect(interfaceAddresses(interfaces)).toEqual([
      { address: 'fe80::1', interfaceName: 'wlan0', isVirtual: false },
      { address: '172.17.0.1', interfaceName: 'docker0', isVirtual: true },
      { address: '127.0.0.1', interfaceName: 'lo', isVirtual: false },
    ])
  })
})

test('link-local addresses are those of fe80::/10', () => {
  expect(['fe80::1', 'FEBF::1', 'fec0::1', 'fd00::1', '169.254.1.1'].map(isLinkLocal)).toEqual([
    true,
    true,
    false,
    false,
    false,
  ])
})
