import { type ComponentType, lazy } from 'react'

const made = new Map<unknown, ComponentType<never>>()

/** The component behind a loader, the same one for the same loader. */
export function loaded<P>(load: () => Promise<{ default: ComponentType<P> }>): ComponentType<P> {
  let component = made.get(load) as ComponentType<P> | undefined
  if (!component) {
    component = lazy(load) as unknown as ComponentType<P>
    made.set(load, component as ComponentType<never>)
  }
  return component
}
