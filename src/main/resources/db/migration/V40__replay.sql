-- A class's quizzes are looked up when it is replayed.
create index quiz_class_idx on quiz (school, class_id) where class_id is not null;
