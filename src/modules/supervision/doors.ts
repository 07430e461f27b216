/** Which door leaves which fact: the one button beside a duty. Data; a door that the house lacks is simply not offered. */
import { factsMeeting } from './act-rules.ts'
import type { ClauseText } from '#policy/pack.ts'

/** The door that writes down afterwards whatever a clerk may write down by hand. */
export const BY_HAND = 'people.record-done'

/** Fact → the action that records it. Rooms' own doors; where a fact has several, the usual first. */
export const doorsOfFacts: Record<string, readonly string[]> = {
  'handover.signed': ['intake.sign-handover'],
  'intake.accepted': ['intake.accept', 'intake.receive'],
  'stay.extended': ['stay.extend'],
  'medical.screened': ['medical.screen'],
  'medical.hospitalised': ['medical.hospitalise'],
  'medical.identified-at-bedside': ['medical.identify-at-bedside'],
  'medical.fetched': ['medical.fetch-back'],
  'tracing.notice-published': ['tracing.publish-notice'],
  'tracing.notice-renewed': ['tracing.renew-notice'],
  'tracing.pushed-national': ['tracing.push-national'],
  'tracing.police-asked': ['tracing.ask-police'],
  'tracing.police-answered': ['tracing.record-police-answer'],
  'tracing.dna-sampled': ['tracing.record-dna-sample'],
  'tracing.raised': ['tracing.raise'],
  'tracing.face-compared': ['tracing.compare-face'],
  'tracing.interviewed': ['tracing.interview'],
  'departure.left': ['departure.leave'],
  'departure.sent-home': ['departure.send-home'],
  'departure.origin-told': ['departure.tell-origin'],
  'departure.raised': ['departure.raise'],
  'origin.family-visited': ['departure.visit-family'],
  'origin.hardship-reported': ['departure.report-hardship'],
  'origin.register-restored': ['departure.restore-register'],
  'settlement.applied': ['settlement.apply'],
  'settlement.planned': ['settlement.plan'],
  'settlement.registered': ['settlement.register'],
  'settlement.support-granted': ['settlement.grant-support'],
  'entrusted.approved': ['entrusted-care.approve'],
  'institution.contact-named': ['entrusted-care.name-contact'],
  'institution.inspected': ['entrusted-care.inspect'],
  'follow-up.visited': ['follow-up.visit'],
  'follow-up.roster-sent': ['follow-up.send-roster'],
  'follow-up.bureau-told': ['follow-up.tell-bureau'],
  'patrol.persuaded': ['patrol.persuade'],
  'patrol.emergency-called': ['patrol.call-emergency'],
  'patrol.police-told': ['patrol.tell-police'],
  'report.on-scene': ['reports.arrive'],
  'report.acknowledged': ['reports.acknowledge'],
  'report.reporter-answered': ['reports.answer-reporter'],
  'incident.bureau-told': ['incidents.tell-bureau'],
  'incident.government-told': ['incidents.tell-government'],
  'incident.superior-told': ['incidents.tell-superior'],
  'clue.police-told': ['minors.tell-police'],
  'child.assessed': ['minors.assess'],
  'child.referred': ['minors.refer'],
  'child.plan-made': ['minors.make-plan'],
  'child.placed': ['minors.place'],
  'child.helper-named': ['minors.name-helper'],
  'child.contacted': ['minors.contact'],
  'staff.duty-named': ['staff.name-duty'],
  'staff.trained': ['staff.record-training'],
  'training.held': ['staff.hold-training'],
  'training.planned': ['staff.plan-training'],
  'open-day.held': ['openness.hold-open-day'],
  'conference.held': ['collaboration.hold-conference'],
  'contact.visited': ['supervision.record-visit'],
  'inspection.done': ['supervision.record-inspection'],
  'summary.submitted': ['statistics.submit-summary'],
  'report.half-year-submitted': ['statistics.submit-half-year'],
}

/** Doors that would meet a clause, the usual first, and the fact that they leave. */
export function doorsOf(clause: ClauseText | undefined): { fact: string; door: string }[] {
  if (!clause) return []
  return factsMeeting(clause).flatMap(({ fact }) => (doorsOfFacts[fact] ?? []).map((door) => ({ fact, door })))
}
