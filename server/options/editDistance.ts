/** How many letters must be added, left out or exchanged to make `a` into `b` (Levenshtein's distance). */
export function editDistance(a: string, b: string): number {
  let above = Array.from({ length: b.length + 1 }, (_, column) => column)
  for (let row = 1; row <= a.length; row++) {
    const line = [row]
    for (let column = 1; column <= b.length; column++) {
      const exchanged = above[column - 1]! + (a[row - 1] === b[column - 1] ? 0 : 1)
      line.push(Math.min(exchanged, above[column]! + 1, line[column - 1]! + 1))
    }
    above = line
  }
  return above[b.length]!
}

/** The name that was most likely meant: the nearest one that is at most two letters away. */
export function nearestName(written: string, names: Iterable<string>): string | undefined {
  const near = [...names]
    .map((name) => ({ name, distance: editDistance(written, name) }))
    .filter(({ distance }) => distance <= 2)
  return near.sort((a, b) => a.distance - b.distance)[0]?.name
}
