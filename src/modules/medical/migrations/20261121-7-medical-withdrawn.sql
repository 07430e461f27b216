-- What was recorded by mistake is taken back by a fact of its own; the rows stay and say so.

alter table medical.screening add column withdrawn_at timestamptz;
alter table medical.isolation add column withdrawn_at timestamptz;
alter table medical.hospital_stay add column withdrawn_at timestamptz;
alter table medical.log_entry add column withdrawn_at timestamptz;
