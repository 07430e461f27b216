-- Whoever ends a phone ends its sessions.
grant select (phone) on kernel.session to guitu_app;
