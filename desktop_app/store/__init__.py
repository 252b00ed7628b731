"""The project file: the only package that speaks SQL. One SQLite file, one writer, every action a step."""
