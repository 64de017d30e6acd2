"""Who is who: enrolment, posts, absences, the facts of the personnel office."""
