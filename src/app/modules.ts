/** The list of rooms. A room that is not here does not exist. */
import type { Module } from '#kernel/module.ts'
import { administration } from '#modules/administration/module.ts'
import { assessment } from '#modules/assessment/module.ts'
import { complaints } from '#modules/complaints/module.ts'
import { followUp } from '#modules/follow-up/module.ts'
import { guardianship } from '#modules/guardianship/module.ts'
import { devices } from '#modules/devices/module.ts'
import { handovers } from '#modules/handovers/module.ts'
import { hazards } from '#modules/hazards/module.ts'
import { helpers } from '#modules/helpers/module.ts'
import { helping } from '#modules/helping/module.ts'
import { identification } from '#modules/identification/module.ts'
import { intake } from '#modules/intake/module.ts'
import { departure } from '#modules/departure/module.ts'
import { entrustedCare } from '#modules/entrusted-care/module.ts'
import { exchange } from '#modules/exchange/module.ts'
import { inquiries } from '#modules/inquiries/module.ts'
import { maps } from '#modules/maps/module.ts'
import { matching } from '#modules/matching/module.ts'
import { medical } from '#modules/medical/module.ts'
import { minors } from '#modules/minors/module.ts'
import { network } from '#modules/network/module.ts'
import { notices } from '#modules/notices/module.ts'
import { origin } from '#modules/origin/module.ts'
import { pairing } from '#modules/pairing/module.ts'
import { patrol } from '#modules/patrol/module.ts'
import { peopleAndCases } from '#modules/people-and-cases/module.ts'
import { portal } from '#modules/portal/module.ts'
import { reports } from '#modules/reports/module.ts'
import { settlement } from '#modules/settlement/module.ts'
import { streetOrder } from '#modules/street-order/module.ts'
import { streetMinors } from '#modules/street-minors/module.ts'
import { signs } from '#modules/signs/module.ts'
import { staff } from '#modules/staff/module.ts'
import { stay } from '#modules/stay/module.ts'
import { supervision } from '#modules/supervision/module.ts'
import { tracing } from '#modules/tracing/module.ts'
import { vision } from '#modules/vision/module.ts'
import { watching } from '#modules/watching/module.ts'
import { weather } from '#modules/weather/module.ts'

export const modules: Module[] = [
  peopleAndCases,
  administration,
  intake,
  stay,
  medical,
  departure,
  origin,
  entrustedCare,
  supervision,
  exchange,
  inquiries,
  notices,
  tracing,
  identification,
  matching,
  vision,
  portal,
  followUp,
  settlement,
  reports,
  patrol,
  minors,
  assessment,
  streetMinors,
  guardianship,
  hazards,
  devices,
  network,
  watching,
  helpers,
  pairing,
  helping,
  handovers,
  streetOrder,
  complaints,
  weather,
  signs,
  staff,
  maps,
]
