// Large contents, from the call in the script until they are drawn: our page beside the least that three.js needs.
import { bare } from './big/bare.ts'
import { CONTENTS } from './big/Content.ts'
import { ours } from './big/ours.ts'
import { robotFolder } from './big/robot.ts'
import { openStage } from './browser/stage.ts'
import { isWanted, options, roundsOr } from './support/caseOptions.ts'
import { compare } from './support/compare.ts'
import { progress } from './support/progress.ts'
import { type Measure, measureOf, report } from './support/report.ts'

const contents = CONTENTS.filter(({ name }) => isWanted(name))
if (contents.length === 0) {
  throw new Error(`--only ${options.only}: there is ${CONTENTS.map(({ name }) => name).join('; ')}`)
}

await using stage = await openStage()
await using robot = await robotFolder()
const measures: Measure[] = []
for (const content of contents) {
  progress(`big: ${content.name}`)
  const result = await compare(
    () => bare(stage, robot.folder, content),
    () => ours(stage, robot.folder, content),
    { rounds: roundsOr(3), warmUp: false },
  )
  const row = (figure: string, what: string, unit: string) =>
    measures.push(measureOf(result, figure, `${content.name}: ${what}`, unit))
  row('bytes', 'received by the page', 'bytes')
  row('call', 'the call itself', 'ms')
  row('first', 'call to first picture of it', 'ms')
  row('whole', 'call to picture of all of it', 'ms')
  row('blocked', 'longest task of the main thread', 'ms')
  row('page', 'memory of the page that it takes', 'bytes')
  row('server', 'memory of the server that it takes', 'bytes')
}
await report('big', measures)
