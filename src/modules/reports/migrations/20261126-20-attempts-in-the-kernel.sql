-- Tries of the public are counted by the kernel for every room (kernel.public_attempt).
drop function reports.forget_attempts();
drop table reports.attempt;
