-- Called an ambulance for, or brought to a hospital, in that night.
alter table weather.night add column hospital boolean not null default false;
