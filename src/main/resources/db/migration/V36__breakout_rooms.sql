-- A room of a class is a class that nobody has in a list; kept for its people's data and its end.
alter table live_class add column room_of text;
