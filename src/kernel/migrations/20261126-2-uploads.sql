-- An upload under way is its sender's alone; it has an owner when it becomes a file.
alter table kernel.upload drop column owner_path;
