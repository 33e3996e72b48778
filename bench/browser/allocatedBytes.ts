/** A function of a sampled profile of allocations, and those it called. */
export interface AllocationNode {
  readonly selfSize: number
  readonly children: readonly AllocationNode[]
}

/** What a function and those it called have allocated, in bytes. */
export const allocatedBytes = ({ selfSize, children }: AllocationNode): number =>
  children.reduce((sum, child) => sum + allocatedBytes(child), selfSize)
