/** Places in words, and level by level. */
import { explainHome } from './lattice.ts'
import type { Pair, Told } from './explain.ts'
import { gazetteer, neighbours, speaksLike } from './gazetteer.ts'
import { placeCode } from './place-words.ts'
import { placeStatements } from './score-places.ts'

const provinceOf = (code: string | undefined) => (code ? gazetteer().nameOf(code.slice(0, 2)) : undefined)

export function explainPlaces({ context, guest, inquiry, bits }: Pair): Told | undefined {
  const statements = placeStatements(context, guest)
  if (statements.length === 0)
    return guest.placesHeard ? { guest: guest.placesHeard.join('、'), level: 'unknown', words: '没听清地名，不计' } : undefined
  const said = (guest.placesHeard ?? statements.map((each) => each.text)).join('、')
  const { lattice, fits, misfits, words } = explainHome(context, statements, inquiry)
  const home = inquiry.home?.text
  if (!home && !inquiry.home?.code) return { guest: said, level: 'unknown', words: '家属没有说家乡，不计', lattice }
  const level = misfits === 0 && fits > 0 ? 'same' : fits > 0 ? (bits > 0 ? 'part' : 'mixed') : bits > 0.7 ? 'near' : 'different'
  return { guest: said, ...(home && { inquiry: home }), level, words, lattice }
}

export function explainAccent({ guest, inquiry }: Pair): Told | undefined {
  const guess = guest.accentProvinceGuess
  if (!guess) return undefined
  const mine = provinceOf(guess.code) ?? guess.code
  const code = placeCode(inquiry.home)
  const home = provinceOf(code)
  if (!code || !home) return { guest: mine, level: 'unknown', words: '家属没有说家乡，口音不计' }
  const base = { guest: mine, inquiry: home }
  if (guess.code === code.slice(0, 2)) return { ...base, level: 'same', words: `口音听着像${mine}，家乡正是${home}` }
  if (neighbours(code.slice(0, 2)).includes(guess.code) || speaksLike(code.slice(0, 2), guess.code))
    return { ...base, level: 'neighbour', words: `口音听着像${mine}，家乡是相邻或同一方言区的${home}` }
  return { ...base, level: 'different', words: `口音听着像${mine}，家乡是${home}` }
}

export function explainFound({ guest, inquiry }: Pair): Told | undefined {
  const found = placeCode(guest.foundPlace)
  const lost = placeCode(inquiry.lostPlace)
  if (!found || !lost) return undefined
  const base = {
    guest: guest.foundPlace?.text ?? found,
    inquiry: inquiry.lostPlace?.text ?? lost,
  }
  const home = placeCode(inquiry.home)
  if (found.length >= 6 && found.slice(0, 6) === lost.slice(0, 6))
    return { ...base, level: 'same-county', words: '发现地与走失地在同一县区' }
  if (found.length >= 4 && found.slice(0, 4) === lost.slice(0, 4))
    return { ...base, level: 'same-city', words: '发现地与走失地在同一市' }
  if (home && found.slice(0, 4) === home.slice(0, 4)) return { ...base, level: 'home-city', words: '发现地在家乡所在的市' }
  if (found.slice(0, 2) === lost.slice(0, 2))
    return { ...base, level: 'same-province', words: `发现地与走失地同在${provinceOf(found)}` }
  if (neighbours(lost.slice(0, 2)).includes(found.slice(0, 2)))
    return { ...base, level: 'neighbour', words: `发现地在走失地的邻省（${provinceOf(lost)}→${provinceOf(found)}）` }
  return { ...base, level: 'far', words: `发现地离走失地远（${provinceOf(lost)}→${provinceOf(found)}）` }
}
