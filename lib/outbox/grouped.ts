import { setImmediate } from 'node:timers/promises'

interface Waiting<Item, Result> {
  item: Item
  resolve: (result: Result) => void
  reject: (error: unknown) => void
}

/**
 * Work done for several at once without a pause to collect them: what comes in one turn of the event loop, or while one group is under way, makes
 * up the next. Alone, an item waits for that turn to end; side by side, many share one commit.
 */
export class Grouped<Item, Result> {
  #waiting: Waiting<Item, Result>[] = []
  #isBusy = false

  /** @param run does a group; its results in the order of the items */
  constructor(private readonly run: (items: Item[]) => Promise<Result[]>) {}

  /** Resolves with this item's result; rejects when its group failed. */
  do(item: Item): Promise<Result> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ item, resolve, reject })
      if (!this.#isBusy) void this.#work()
    })
  }

  async #work(): Promise<void> {
    this.#isBusy = true
    while (this.#waiting.length > 0) {
      await setImmediate()
      const group = this.#waiting
      this.#waiting = []
      try {
        const results = await this.run(group.map(({ item }) => item))
        for (const [index, { resolve }] of group.entries()) resolve(results[index] as Result)
      } catch (error) {
        for (const { reject } of group) reject(error)
      }
    }
    this.#isBusy = false
  }
}
