import { InputError } from '../errors'

/** Whether a parameter that is 1 or left out is on. @throws InputError for anything else */
export function parseSwitch(search: URLSearchParams, name: string): boolean {
  const value = search.get(name)
  if (value !== null && value !== '1') throw new InputError(`“${name}” takes 1, or is left out.`)
  return value === '1'
}
