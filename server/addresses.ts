import { isIP } from 'node:net'
import { hostname, type NetworkInterfaceInfo, networkInterfaces } from 'node:os'

/** The addresses that this machine answers to, without zone ids, loopback last. */
export interface LocalAddresses {
  readonly ipv4: string[]
  readonly ipv6: string[]
  readonly hostName: string
}

/** One address and the interface that has it. */
export interface InterfaceAddress {
  readonly address: string
  readonly interfaceName: string
  /** Of a container, a virtual machine or a tunnel: a headset in the room hardly ever comes in through it. */
  readonly isVirtual: boolean
}

const virtualInterface = /^(docker|br-|veth|virbr|vmnet|vboxnet|vEthernet|utun|tun|tap|tailscale|zt|wg)/i

/** Every address of this machine, without zone ids: real network cards first, then virtual ones, then loopback. */
export function interfaceAddresses(
  interfaces: NodeJS.Dict<NetworkInterfaceInfo[]> = networkInterfaces(),
): InterfaceAddress[] {
  const rank = ({ address, isVirtual }: InterfaceAddress) => (isLoopback(address) ? 2 : isVirtual ? 1 : 0)
  return Object.entries(interfaces)
    .flatMap(([interfaceName, infos]) =>
      (infos ?? []).map((info) => ({
        address: info.address.split('%')[0] ?? info.address,
        interfaceName,
        isVirtual: virtualInterface.test(interfaceName),
      })),
    )
    .sort((a, b) => rank(a) - rank(b)) // stable: the system's order is kept within a rank
}

/**
 * Lists this machine's addresses, so that the first entry is the one most likely to be reached from a headset. 127.0.0.1
 * and ::1 are always in it.
 */
export function localAddresses(
  interfaces: NodeJS.Dict<NetworkInterfaceInfo[]> = networkInterfaces(),
  hostName: string = hostname(),
): LocalAddresses {
  const all = [...interfaceAddresses(interfaces).map(({ address }) => address), '127.0.0.1', '::1']
  const ofFamily = (family: 4 | 6) => [...new Set(all.filter((address) => isIP(address) === family))]
  return { ipv4: ofFamily(4), ipv6: ofFamily(6), hostName }
}

/** Whether an IP address, as sockets report it, is this very machine: 127.0.0.0/8, ::1, or ::ffff:127.x. */
export function isLoopback(address: string | undefined): boolean {
  if (address === undefined) return false
  const bare = address.split('%')[0]?.toLowerCase() ?? ''
  if (bare === '::1' || bare === '0:0:0:0:0:0:0:1') return true
  const ipv4 = bare.startsWith('::ffff:') ? bare.slice('::ffff:'.length) : bare
  return isIP(ipv4) === 4 && ipv4.startsWith('127.')
}

/** Whether an IPv6 address counts only together with an interface (fe80::/10). */
export const isLinkLocal = (address: string): boolean => /^fe[89ab][0-9a-f]:/i.test(address)
