-- What was given to a body is owed there: duties of hazards kept before are computed anew within minutes of the start.
update supervision.subject_state set changes_at = 'epoch' where kind = 'hazard';
