import { useEffect, useState } from 'react'

interface Note {
  id: number
  text: string
}

let next = 1
const listeners = new Set<(note: Note) => void>()

/** Says a short sentence at the foot of the page: `已保存`. Never the only place of something important. */
export function say(text: string): void {
  const note = { id: next++, text }
  for (const listener of listeners) listener(note)
}

/** Where `say` is heard; the shell draws it once. */
export function Toasts() {
  const [notes, setNotes] = useState<Note[]>([])
  useEffect(() => {
    const hear = (note: Note) => {
      setNotes((before) => [...before.slice(-2), note])
      setTimeout(() => setNotes((before) => before.filter((other) => other.id !== note.id)), 6000)
    }
    listeners.add(hear)
    return () => void listeners.delete(hear)
  }, [])
  return (
    <div className="g-toasts" role="status" aria-live="polite">
      {notes.map((note) => (
        <div key={note.id}>{note.text}</div>
      ))}
    </div>
  )
}
