import { isIP } from 'node:net'
import { isLoopback, type LocalAddresses } from '../addresses.ts'
import { hostsOf } from '../banner.ts'
import { type Check, failed, note, ok, warning } from './Check.ts'
import type { DoctorEnvironment } from './DoctorEnvironment.ts'

/** The first year in which a clock can be right; a machine without a battery clock starts at 1970 or 2000. */
const LEAST_YEAR = 2025

export function checkNode({ nodeVersion }: DoctorEnvironment): Check {
  const [major = 0, minor = 0] = nodeVersion.split('.').map(Number)
  if (major > 20 || (major === 20 && minor >= 19)) return ok('Node', `Version ${nodeVersion} is new enough.`)
  return failed('Node', `Version ${nodeVersion} is too old.`, 'Install Node 20.19 or newer.')
}

export function checkClock({ now }: DoctorEnvironment): Check {
  const written = `${now.toISOString().slice(0, 16).replace('T', ' ')} UTC`
  if (now.getUTCFullYear() >= LEAST_YEAR) return ok('Clock', `It says ${written}.`)
  return failed(
    'Clock',
    `It says ${written}, which cannot be right: headsets refuse certificates that are made now.`,
    'Set the time of this machine, then run: vuer-xr cert renew',
  )
}

/** Every address that leads here, the one to try first first. */
export function* checkAddresses(environment: DoctorEnvironment): Generator<Check> {
  const { host = '::' } = environment.options
  const { loopback, lan } = hostsOf(host, addressesOf(environment))
  if (loopback !== null && loopback === host) {
    yield warning(
      'Addresses',
      `The server listens on ${host}: only this machine can connect.`,
      'Start it with --host 0.0.0.0 to let a headset in.',
    )
    return
  }
  if (lan.length === 0) {
    yield failed(
      'Addresses',
      'This machine has no network address: no headset can reach it.',
      'Connect it to the network of the headset, by cable or Wi-Fi, or switch on its hotspot.',
    )
    return
  }
  const entries = lan.map((address) => ({ address, ...interfaceOf(environment, address) }))
  for (const { address, interfaceName, isVirtual } of entries) {
    const where = interfaceName === undefined ? address : `${address} on ${interfaceName}`
    if (isVirtual) {
      yield note(
        'Address',
        `${where} belongs to a container, a virtual machine or a tunnel.`,
        'A headset in the room hardly ever reaches it: use another address, unless it is in that tunnel.',
      )
    } else if (address.startsWith('169.254.')) {
      yield warning(
        'Address',
        `${where} was made up by this machine, because no router gave it one.`,
        'Look at the cable, the Wi-Fi or the router, or give both devices fixed addresses.',
      )
    } else yield ok('Address', `${where}${isIP(address) === 4 ? ' is one that a headset can use' : ' (IPv6)'}.`)
  }
  if (entries.every(({ isVirtual }) => isVirtual)) {
    yield warning(
      'Addresses',
      'All addresses belong to containers, virtual machines or tunnels.',
      'Connect this machine to the network of the headset, or run the server outside the container.',
    )
  }
}

/** What cannot be seen from this machine, whose own packets pass no firewall. */
export async function checkFirewall({ platform, readFile, options }: DoctorEnvironment): Promise<Check> {
  const port = options.port === 0 ? 'PORT' : String(options.port)
  if (platform === 'linux' && /^\s*ENABLED\s*=\s*yes/im.test((await readFile('/etc/ufw/ufw.conf')) ?? '')) {
    return warning(
      'Firewall',
      'ufw is switched on, and may keep headsets out.',
      `Look with: sudo ufw status. Open the port with: sudo ufw allow ${port}/tcp`,
    )
  }
  return note(
    'Firewall',
    'Whether another device can reach the port cannot be seen from this one.',
    (firewallCommands[platform] ?? firewallCommands.linux)(port),
  )
}

const firewallCommands: Partial<Record<NodeJS.Platform, (port: string) => string>> & { linux(port: string): string } = {
  linux: (port) =>
    `If a headset finds no page: sudo ufw allow ${port}/tcp, or sudo firewall-cmd --add-port=${port}/tcp; sudo nft list ruleset shows other rules.`,
  darwin: () =>
    'If a headset finds no page: System Settings, Network, Firewall, Options, and let "node" accept incoming connections.',
  win32: (port) =>
    `If a headset finds no page: allow Node.js in private networks, or as administrator: New-NetFirewallRule -DisplayName vuer-xr -Direction Inbound -Protocol TCP -LocalPort ${port} -Action Allow`,
}

/** The addresses of the environment, in the form that the rest of the server uses. */
export function addressesOf({ addresses, hostName }: DoctorEnvironment): LocalAddresses {
  const ofFamily = (family: 4 | 6) =>
    addresses.map(({ address }) => address).filter((address) => isIP(address) === family && !isLoopback(address))
  return { ipv4: [...ofFamily(4), '127.0.0.1'], ipv6: [...ofFamily(6), '::1'], hostName }
}

const interfaceOf = ({ addresses }: DoctorEnvironment, wanted: string) =>
  addresses.find(({ address }) => address === wanted) ?? { interfaceName: undefined, isVirtual: false }
