/** The list of rooms. A room that is not here does not exist. */
import type { Module } from '#kernel/module.ts'

export const modules: Module[] = []
