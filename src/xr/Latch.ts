/** Closes below one value and opens above another; in between it stays as it is. With equal values it has one threshold. */
export class Latch {
  isClosed = false

  update(value: number, below: number, above: number): boolean {
    this.isClosed = value < (this.isClosed ? above : below)
    return this.isClosed
  }

  /** What was lost has let go. */
  reset(): void {
    this.isClosed = false
  }
}
