-- What was taken in one minute stands in the order in which it came in; an id says nothing about that.
alter table street_order.evidence add column seq bigint generated always as identity;
