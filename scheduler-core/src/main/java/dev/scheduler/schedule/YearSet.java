package dev.scheduler.schedule;

/** The years of a Quartz expression: bit n of the words is the year 1970 + n. */
record YearSet(long low, long middle, long high) {}
