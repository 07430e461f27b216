-- Looking people up: index tables of names, clues and documents. The functions that search them follow in -2-searching.

-- One row for a name and each of its readings; sounds and bigrams stand on the first reading only.
create table people.name_index (
  person_id uuid not null references people.person (id) on delete cascade,
  kind text not null check (kind in ('written', 'heard', 'nickname', 'kin', 'alias')),
  text text collate "C" not null,
  -- Without spaces, ü as v.
  pinyin text collate "C" not null,
  initials text collate "C" not null,
  -- Folded keys: of the whole name, and of its parts with `~` before them.
  sounds text[] not null,
  -- Every character and every two that follow each other.
  bigrams text[] not null,
  owner_path text collate "C" not null,
  city_path text collate "C" not null generated always as (kernel.city_path_of(owner_path)) stored
);

create table people.clue_index (
  person_id uuid not null references people.person (id) on delete cascade,
  kind text not null check (kind in ('place', 'mark', 'division', 'accent')),
  text text not null,
  -- Of places also the folded sounds of their names, with `~` before them.
  bigrams text[] not null,
  owner_path text collate "C" not null,
  city_path text collate "C" not null generated always as (kernel.city_path_of(owner_path)) stored
);

-- Keyed digests of document numbers and their parts; the numbers themselves lie sealed in the person's description.
create table people.document_index (
  person_id uuid not null references people.person (id) on delete cascade,
  part text not null check (part in ('whole', 'first6', 'birth', 'last4')),
  blind bytea not null,
  owner_path text collate "C" not null
);

-- What an index row is found by inside one city: its pieces with the city's path before them, so that a frequent piece (王)
-- costs a small city no more than it has. `mark` keeps kin (@) and marks of the body (#) apart, `/` the sounds.
-- array_to_string is only stable because of other element types; over text it depends on nothing.
create function people.city_tokens(city text, mark text, pieces text[], sounds text[]) returns text[]
  language sql immutable strict parallel safe
  as $$ select case when cardinality(pieces) = 0 then '{}'::text[]
            else string_to_array(city || mark || array_to_string(pieces, E'\x1f' || city || mark), E'\x1f') end
         || case when cardinality(sounds) = 0 then '{}'::text[]
            else string_to_array(city || mark || '/' || array_to_string(sounds, E'\x1f' || city || mark || '/'), E'\x1f') end $$;

create function people.token_mark(kind text) returns text
  language sql immutable strict parallel safe
  as $$ select case kind when 'kin' then '@' when 'mark' then '#' else '' end $$;

create index name_person on people.name_index (person_id);
create index name_text on people.name_index (text, owner_path);
create index name_pinyin on people.name_index (pinyin, owner_path);
create index name_city_pinyin on people.name_index (city_path, pinyin);
create index name_initials on people.name_index (initials, owner_path);
-- No list of pending entries: searches would have to read it from end to end.
create index name_city_tokens on people.name_index
  using gin (people.city_tokens(city_path, people.token_mark(kind), bigrams, sounds)) with (fastupdate = off);
create index name_bigrams on people.name_index using gin (bigrams) with (fastupdate = off);
create index name_sounds on people.name_index using gin (sounds) with (fastupdate = off);

create index clue_person on people.clue_index (person_id);
create index clue_city_tokens on people.clue_index
  using gin (people.city_tokens(city_path, people.token_mark(kind), bigrams, '{}'::text[])) with (fastupdate = off);
create index clue_bigrams on people.clue_index using gin (bigrams) with (fastupdate = off);

create index document_person on people.document_index (person_id);
create index document_blind on people.document_index (part, blind, owner_path);

create index person_city_birth on people.person (kernel.city_path_of(owner_path), birth_from, birth_to);
create index person_birth on people.person (birth_from, birth_to);
create index person_nameless_no on people.person (nameless_no collate "C", owner_path) where nameless_no is not null;
create index person_city_nameless on people.person (kernel.city_path_of(owner_path), nameless_no collate "C") where nameless_no is not null;
create index rescue_file_number on people.rescue_file (split_part(no, ' ', 2), owner_path);

alter table people.name_index enable row level security;
alter table people.clue_index enable row level security;
alter table people.document_index enable row level security;
create policy range on people.name_index using (kernel.in_range(owner_path) or kernel.has_part(person_id))
  with check (kernel.in_range(owner_path) or kernel.has_part(person_id));
create policy sealed on people.name_index as restrictive for select using (kernel.unsealed(person_id));
create policy range on people.clue_index using (kernel.in_range(owner_path) or kernel.has_part(person_id))
  with check (kernel.in_range(owner_path) or kernel.has_part(person_id));
create policy sealed on people.clue_index as restrictive for select using (kernel.unsealed(person_id));
create policy range on people.document_index using (kernel.in_range(owner_path) or kernel.has_part(person_id))
  with check (kernel.in_range(owner_path) or kernel.has_part(person_id));
create policy sealed on people.document_index as restrictive for select using (kernel.unsealed(person_id));
grant select, insert, delete on people.name_index, people.clue_index, people.document_index to guitu_app;
