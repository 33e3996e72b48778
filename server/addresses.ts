import { isIP } from 'node:net'
import { hostname, type NetworkInterfaceInfo, networkInterfaces } from 'node:os'

/** The addresses that this machine answers to, without zone ids, loopback last. */
export interface LocalAddresses {
  readonly ipv4: string[]
  readonly ipv6: string[]
  readonly hostName: string
}

/** Interfaces of containers, virtual machines and tunnels: a headset in the room hardly ever comes in through one. */
const virtualInterface = /^(docker|br-|veth|virbr|vmnet|vboxnet|vEthernet|utun|tun|tap|tailscale|zt|wg)/i

/**
 * Lists this machine's addresses: those of real network cards first, then virtual ones, then loopback, so that the
 * first entry is the one most likely to be reached from a headset. 127.0.0.1 and ::1 are always in it.
 */
export function localAddresses(
  interfaces: NodeJS.Dict<NetworkInterfaceInfo[]> = networkInterfaces(),
  hostName: string = hostname(),
): LocalAddresses {
  const ranked = Object.entries(interfaces).flatMap(([name, infos]) =>
    (infos ?? []).map((info) => ({
      address: info.address.split('%')[0] ?? info.address,
      rank: isLoopback(info.address) ? 2 : virtualInterface.test(name) ? 1 : 0,
    })),
  )
  ranked.push({ address: '127.0.0.1', rank: 2 }, { address: '::1', rank: 2 })
  ranked.sort((a, b) => a.rank - b.rank) // stable: the system's order is kept within a rank
  const ofFamily = (family: 4 | 6) => [
    ...new Set(ranked.map((entry) => entry.address).filter((address) => isIP(address) === family)),
  ]
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
