#!/usr/bin/env node
import { certMake, certRenew, certShow } from './cert.ts'
import { demo } from './demo.ts'
import { doctor } from './doctor.ts'
import { runCommandLine } from './program.ts'
import { serve } from './serve.ts'
import { printVersion } from './version.ts'

const actions = { serve, demo, certMake, certShow, certRenew, doctor, version: printVersion }
const output = {
  out: (text: string) => void process.stdout.write(text),
  err: (text: string) => void process.stderr.write(text),
}
process.stdout.on('error', () => {}) // whoever was reading has gone: `vuer-xr doctor | head`
const code = await runCommandLine(process.argv.slice(2), actions, output)
// A script that failed may have left a server open: the command ends all the same, once what it wrote is out.
if (code !== 0) process.stdout.write('', () => process.exit(code))
