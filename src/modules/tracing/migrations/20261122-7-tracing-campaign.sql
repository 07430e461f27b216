-- One campaign under way at a time; one opened too early in the year does not stand in the way of June's.
drop index tracing.campaign_year;
create unique index campaign_open on tracing.campaign (station_id) where closed_at is null;
