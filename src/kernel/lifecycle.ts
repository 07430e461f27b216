/**
 * A thing that has a life of its own has one lifecycle: states and moves as data. From it come the check in `decide`,
 * the buttons on the screen, the diagram in the room's README and the tests. No flags beside a state.
 */
export interface State {
  zh: string
  final?: true
}

export interface Move<S extends string> {
  from: readonly S[]
  action: string
  to: S
  basis?: string
}

export interface Lifecycle<S extends string> {
  readonly name: string
  readonly zh: string
  readonly initial: S
  readonly states: Record<S, State>
  readonly moves: readonly Move<S>[]
}

const all: Lifecycle<string>[] = []

/** Declares a lifecycle; declared ones are walked by the house tests. */
export function lifecycle<const S extends string>(definition: Lifecycle<S>): Lifecycle<S> {
  all.push(definition as unknown as Lifecycle<string>)
  return definition
}

export function allLifecycles(): readonly Lifecycle<string>[] {
  return all
}

/** The state after `action` in `state`, or undefined when the move is not in the table. */
export function next<S extends string>(of: Lifecycle<S>, state: S, action: string): S | undefined {
  return of.moves.find((move) => move.action === action && move.from.includes(state))?.to
}

/** Actions that the table allows in this state. */
export function possible<S extends string>(of: Lifecycle<S>, state: S): string[] {
  return of.moves.filter((move) => move.from.includes(state)).map((move) => move.action)
}
