import { WIRE_VERSION } from '../../protocol/index.ts'
import { version } from '../version.ts'

/** `vuer-xr version`: what a report of a fault should name. */
export async function printVersion(): Promise<number> {
  const { version: node, platform, arch } = process
  process.stdout.write(`vuer-xr ${version}, wire ${WIRE_VERSION}, Node ${node.slice(1)}, ${platform} ${arch}\n`)
  return 0
}
